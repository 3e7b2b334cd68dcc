"""The exit code is that of the verdict: no other code in this process can choose it.

Drivers and subjects are a vendor's own Python and run in the process of the suite. ``os._exit``
would end it at once, with 0 where the vendor's code says so, and CI would read that as a verdict.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

HARNESS_ERROR = 3

_exit_at_once = os._exit
_owner = 0
_errors = 2
_decided: int | None = None


def keep() -> None:
    """From now on ``os._exit`` ends this process with the code of the verdict, or with 3."""
    global _owner, _errors
    # pytest puts a file in place of standard error while a scenario is played.
    _owner, _errors = os.getpid(), os.dup(2)
    os._exit = _exit


def decide(code: int) -> None:
    """The program ends with this code, whatever runs before it has ended."""
    global _decided
    _decided = code
    if sys.flags.inspect:
        # PYTHONINSPECT: Python would wait for input, and end with 1 where there is none.
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        _exit_at_once(code)


def _exit(status: int) -> NoReturn:
    if os.getpid() != _owner:
        # A child of ours, such as one of multiprocessing: it ends as it likes.
        _exit_at_once(status)
    if _decided is not None:
        _exit_at_once(_decided)
    os.write(
        _errors,
        b"percipio-conformance: os._exit was called in the process of the suite, by a driver or"
        b" subject. There is no verdict. Raise an error instead.\n",
    )
    _exit_at_once(HARNESS_ERROR)
