"""The kill matrix for a terminal, for programs and for people."""
