"""Malformed requests for a statement endpoint, and what the endpoint makes of them.

mutations   how a good statement becomes a bad body: plain functions of a seeded generator
requests    endless kinds of malformed requests, the same for the same seed
siege       sends them to an application and keeps count of answers and of memory
"""
