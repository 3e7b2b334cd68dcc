"""The simulated clock: how time moves, and what a connector's clock supports."""
