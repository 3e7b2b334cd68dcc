"""Derives verdicts from recorded events: rules, baseline, comparison, merging. I/O: files only."""
