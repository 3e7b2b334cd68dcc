"""``python -m tools.mutants``: see :mod:`tools.mutants.cli`."""

from __future__ import annotations

import sys

from tools.mutants.cli import main

if __name__ == "__main__":
    sys.exit(main())
