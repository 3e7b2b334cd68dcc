"""The program ``percipio-conformance``: it finds the suite's own packages, and runs its commands.

A folder on ``PYTHONPATH`` that is called like one of our packages would be imported in its place.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from pathlib import Path

OURS = (
    "fake_lms",
    "fake_percipio",
    "reference_impl",
)
HARNESS_ERROR = 3


def main() -> int:
    """Run a command; the exit code. What cannot even be imported is an error of the harness."""
    try:
        put_ours_first(Path(__file__).resolve().parents[1])
        from percipio_conformance.cli.main import main as program
        from percipio_conformance.processes.exit_code import decide, keep
        from percipio_conformance.processes.garbage_collection import end_without_collection
    except BaseException:  # noqa: BLE001 - any error here is ours
        import traceback

        traceback.print_exc()
        print(
            "percipio-conformance: the suite cannot be loaded. Nothing is said about the connector."
            "\nInstall it again, and check what PYTHONPATH adds.",
            file=sys.stderr,
        )
        return HARNESS_ERROR
    keep()
    code = program()
    decide(code)
    end_without_collection()
    return code


def put_ours_first(root: Path) -> None:
    """Look in ``root``, where our packages are, before the places that hold others of their name.

    Args:
        root: the folder that holds all packages of :data:`OURS`.
    """
    if any(_is_foreign(name, root) for name in OURS):
        sys.path.insert(0, str(root))


def _is_foreign(name: str, root: Path) -> bool:
    found = PathFinder.find_spec(name)
    if found is None:
        return False
    # A folder without an __init__.py is a package too, if only as long as there is no other one.
    places = [found.origin] if found.origin else list(found.submodule_search_locations or ())
    return not any(Path(place).resolve().is_relative_to(root / name) for place in places)


if __name__ == "__main__":
    sys.exit(main())
