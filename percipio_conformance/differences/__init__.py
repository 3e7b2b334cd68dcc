"""Compares what people see with two connectors in an equal world."""
