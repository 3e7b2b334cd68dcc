"""Find and start the browser for a test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ON_A_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = (
    "There is no browser for these tests: install Chromium (`.ci/chromium` does so on Debian) or"
    " Google Chrome, or name its program in the variable CHROMIUM."
)


def program() -> str:
    """The path of the browser that is installed.

    Raises:
        LookupError: there is none; the message says what to do.
    """
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)]
    if ON_A_MAC.exists():
        found.append(str(ON_A_MAC))
    for each in found:
        if each:
            return each
    raise LookupError(MISSING)


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser with a profile of its own, which is new and goes with it."""
    path = program()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=[*FLAGS])
        try:
            yield started
        finally:
            started.close()
