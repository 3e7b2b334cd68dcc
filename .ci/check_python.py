"""Says in words whether this Python can install the suite; an older one can run it, too.

Ends with 1 and one line on standard error when it cannot.
"""

import importlib.util
import sys

VERSION = ".".join(map(str, sys.version_info[:3]))

if sys.version_info < (3, 11):  # noqa: UP036 - this file is what says so
    sys.exit(
        f"Python 3.11 or newer is needed, this is {VERSION}. "
        "Name another one: make PYTHON=python3.12"
    )
if importlib.util.find_spec("ensurepip") is None:
    sys.exit(
        f"Python {VERSION} has no ensurepip, so it cannot make a virtual environment. "
        "On Debian and Ubuntu install it: apt-get install python3-venv"
    )
