"""One scenario's world: personas, both simulated platforms, and the connector between them."""
