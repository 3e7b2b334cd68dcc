"""Time: the clock, timeouts, and whether the connector is idle."""
