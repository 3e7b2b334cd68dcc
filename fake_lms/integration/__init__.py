"""The Skillsoft integration: its setup, its settings page, and the connector behind it."""
