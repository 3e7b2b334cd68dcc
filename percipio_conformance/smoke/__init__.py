"""Check the connector's implementation of the control protocol: make every call once."""
