"""Is the driver right? Every call of the control protocol once, before a run asks for more."""
