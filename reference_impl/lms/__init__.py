"""The client of 360Learning's API v2."""
