"""Ids and times, as Percipio writes them."""
