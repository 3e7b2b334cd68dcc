"""The client of Percipio's catalog service."""
