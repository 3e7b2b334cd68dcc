"""A world to use by hand, with its console and what its visitors are told."""
