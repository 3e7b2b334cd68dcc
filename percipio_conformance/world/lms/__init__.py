"""Actions and views of people in 360Learning."""
