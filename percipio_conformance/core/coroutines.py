"""The type of a function that runs a coroutine to its end and returns its result."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

RunCoroutine = Callable[[Coroutine[Any, Any, Any]], Any]
