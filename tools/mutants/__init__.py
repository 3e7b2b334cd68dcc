"""The suite put to the test: deliberately broken connectors, and what it notices of them."""
