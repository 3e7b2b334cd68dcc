"""Users, groups, external ids and visibility."""
