"""How a step ends, what scenarios and clauses come to, and which failures are known."""
