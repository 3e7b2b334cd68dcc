"""The command line as it is; the most memory it had, in bytes, goes into the first argument."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from percipio_conformance.cli.main import main

PEAK = "VmHWM:"


def peak() -> int:
    status = Path("/proc/self/status")
    if status.exists():
        # What the operating system counts for getrusage includes the parent before the program.
        (line,) = (each for each in status.read_text().splitlines() if each.startswith(PEAK))
        return int(line.split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    written = Path(sys.argv.pop(1))
    try:
        code = main()
    finally:
        written.write_text(str(peak()))
    sys.exit(code)
