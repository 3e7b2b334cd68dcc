"""Users, groups, external ids, and who may see what."""
