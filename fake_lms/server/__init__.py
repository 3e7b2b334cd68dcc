"""Shared by all requests: clients, rate limits, scripted faults, request log, bulk operations."""
