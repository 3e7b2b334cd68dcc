"""What the article needs and the public API lacks."""
