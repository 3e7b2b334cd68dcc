"""What people do and see in 360Learning."""
