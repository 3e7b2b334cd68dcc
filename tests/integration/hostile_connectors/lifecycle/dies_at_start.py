"""Ends before it listens: a license file is missing."""

from __future__ import annotations

import sys

sys.exit("the license file license.key is missing")
