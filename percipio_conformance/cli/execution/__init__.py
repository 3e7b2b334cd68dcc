"""Carries out the commands whose arguments are declared beside, with the libraries they need."""
