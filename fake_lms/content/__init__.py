"""Courses, external courses and tags."""
