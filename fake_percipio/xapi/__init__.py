"""Learners, their xAPI statements, and the LRS sender."""
