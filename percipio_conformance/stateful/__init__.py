"""Generated sequences of actions, checked against a model: ``percipio-conformance explore``."""
