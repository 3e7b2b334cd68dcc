"""Offers a newer version of every locked package: empty wheels of version 9999 in a folder.

    python3 newer_wheels.py FOLDER LOCK...

An installer that looks at anything but the lock meets one of them. For ``pip --find-links``.
"""

import re
import sys
import zipfile
from pathlib import Path

VERSION = "9999"


def names(lock: str) -> set[str]:
    """The packages that this lock pins, without their extras."""
    return set(re.findall(r"^([a-z0-9.-]+)(?:\[[^\]]*\])?==", lock, flags=re.MULTILINE))


def write_wheel(folder: Path, name: str) -> None:
    stem = f"{name.replace('-', '_').replace('.', '_')}-{VERSION}"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {VERSION}\n"
    wheel = "Wheel-Version: 1.0\nGenerator: empty\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{stem}.dist-info/METADATA", metadata)
        archive.writestr(f"{stem}.dist-info/WHEEL", wheel)
        archive.writestr(f"{stem}.dist-info/RECORD", "")


def main(folder: str, *locks: str) -> None:
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    found = set().union(*(names(Path(each).read_text("utf-8")) for each in locks))
    for name in sorted(found):
        write_wheel(target, name)
    print(f"{len(found)} packages are offered in version {VERSION}")


if __name__ == "__main__":
    main(*sys.argv[1:])
