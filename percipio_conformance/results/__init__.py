"""From recorded events to verdicts: rules, baseline, comparison and merging. No I/O but files."""
