"""Time: the clock, time limits, and whether the connector is idle."""
