"""Background work: daily runs and the delivery of statements."""
