"""The sides of the world that steps act on and look at, each in the words of a product owner."""
