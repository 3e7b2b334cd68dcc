"""``percipio-conformance serve``: a world to try by hand."""
