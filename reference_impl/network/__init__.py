"""What all HTTP clients of the connector share."""
