"""The connector under test: create, start, restart, observe and end it.

``factory`` creates one of these from the options:

========================  ==============================================================
``under_test``            the reference connector in this process
``remote_connector``      a connector that already runs; the harness knows only its URL
``subprocess_connector``  a program that the harness starts, restarts and ends
``custom_driver``         a Python class that controls the connector in its own way
========================  ==============================================================
"""
