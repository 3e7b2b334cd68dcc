"""The endpoints that Percipio's LRS sender calls."""
