"""The meaning of the exit codes of ``percipio-conformance run``, for the help and the documents."""

from __future__ import annotations

from typing import Final

EXIT_CODES: Final[dict[str, str]] = {
    "0": "conformant, with warnings or without: no must clause failed",
    "1": "not conformant: a must clause failed, or with `--fail-on warning` any clause warned",
    "2": "wrong usage, or a mistake in a feature of your own; the message says what to correct."
    " Also a run that `-x` stopped before a failure",
    "3": "harness error: no verdict on the connector",
    "4": "stale baseline: an entry of `--baseline` is out of date; nothing else failed",
    "130, 143, 129": "interrupted by Ctrl-C (SIGINT), SIGTERM or SIGHUP: 128 and the number of the"
    " signal",
}
