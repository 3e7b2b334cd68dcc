"""Percipio's own pages, for learners and administrators."""
