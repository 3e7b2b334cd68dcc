"""The pytest plugin: collect scenarios, run them, record what happened."""
