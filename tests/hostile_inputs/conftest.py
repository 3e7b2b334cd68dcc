"""What this folder shares with others: the program, and the handmade run."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS / "command_line"), str(TESTS / "harness")]
