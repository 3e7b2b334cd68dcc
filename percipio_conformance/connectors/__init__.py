"""Connectors under test that are not the reference in process: where they come from, how they end.

``choice`` turns what was asked for into one of them:

==================  ==============================================================
``by_url``          a connector that runs already; the harness can only speak to it
``by_command``      a program that the harness starts, restarts and ends
``by_driver``       a Python class that speaks to the connector in its own way
==================  ==============================================================
"""
