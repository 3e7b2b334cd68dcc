"""Actions of people and of the service in Percipio."""
