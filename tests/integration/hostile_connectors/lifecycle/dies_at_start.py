"""Ends before it listens: a licence file is missing."""

from __future__ import annotations

import sys

sys.exit("the licence file licence.key is missing")
