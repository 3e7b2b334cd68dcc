"""Python objects named on the command line, as ``module:name``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any


class ConnectorOptionError(LookupError):
    """An option that names the connector under test is invalid."""


def load(name: str, form: str) -> Callable[[], Any]:
    """Import the callable ``module:callable``; modules in the working folder are found too.

    ``form`` is the option's notation for the name, for example ``MODULE:CLASS``.

    Raises:
        ConnectorOptionError: there is no such module, or it has no callable of that name.
    """
    module, colon, attribute = name.partition(":")
    # As with ``python -m``, modules in the working folder are found.
    if str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    try:
        found = getattr(import_module(module), attribute) if colon else None
    except ModuleNotFoundError as error:
        # A module that it imports may be missing instead; the hint would not apply.
        its_own = error.name is not None and f"{module}.".startswith(f"{error.name}.")
        where = "; is its folder in PYTHONPATH?" if its_own else ""
        raise ConnectorOptionError(
            f"the connector {name!r} cannot be loaded: {error}{where}"
        ) from error
    except (ImportError, AttributeError) as error:
        raise ConnectorOptionError(f"the connector {name!r} cannot be loaded: {error}") from error
    except (Exception, SystemExit) as error:
        # Foreign code: a module can raise anything when it is imported.
        raise ConnectorOptionError(
            f"the connector {name!r} cannot be loaded: its module raised"
            f" {type(error).__name__}: {error}"
        ) from error
    if not callable(found):
        raise ConnectorOptionError(f"{name!r} names nothing that can be called; write it as {form}")
    made: Callable[[], Any] = found
    return made
