"""Tests of the suite itself: runs it against mutants and reports which scenarios detect them."""
