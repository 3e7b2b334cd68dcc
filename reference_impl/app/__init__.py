"""The connector as a program: integrations, HTTP, control protocol, options."""
