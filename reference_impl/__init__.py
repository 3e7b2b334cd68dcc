"""The reference connector between Skillsoft Percipio and 360Learning.

It pulls a catalog once a day, receives xAPI statements at any time, and writes courses and
attempts into 360Learning. The code is meant to be read: rules are pure functions of values
(``schedule``, ``categories``, ``mapping``, ``fate``, ``statements``, ``attempts``), everything
that uses HTTP, keeps state or waits is at the edge (``catalog``, ``lms``, ``store``,
``delivery``). :class:`reference_impl.app.connector.Connector` combines the parts and
:mod:`reference_impl.rules_table` names the rules that a variant may replace.
"""
