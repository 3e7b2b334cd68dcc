"""Attempts, paths, the homepage, launches."""
