"""Work in the background: daily runs, and the delivery of statements."""
