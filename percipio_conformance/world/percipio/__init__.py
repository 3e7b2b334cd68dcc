"""What people and the service itself do in Percipio."""
