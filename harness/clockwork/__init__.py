"""Time: the world's one clock, how it is moved, and what a connector's weaker clock leaves open."""
