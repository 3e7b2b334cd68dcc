"""The catalog service: items, paging, scripted faults."""
