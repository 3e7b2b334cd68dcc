"""What is checked after an action: the observation, its expected value and its clause."""
