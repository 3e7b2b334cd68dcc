"""What several mutants are made with."""
