"""Malformed requests for a statement endpoint, and its answers.

mutations   make invalid bodies from valid statements: functions of a seeded generator
requests    endless kinds of malformed requests, the same for the same seed
siege       sends them to an application and keeps count of answers and of memory
"""
