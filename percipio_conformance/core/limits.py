"""How much a connector may say, and how much of it the suite keeps: the one place of these limits.

Each is far above what a connector needs: in the suite's own features the busiest scenario takes
60 requests and 4 MiB. Together they keep a run of the suite below 300 MB, whatever the connector
does; a feature or catalog of the user's own adds to that with its items and days.
"""

from __future__ import annotations

KIB = 1024
MIB = 1024 * KIB

LARGEST_ANSWER_BYTES = 1 * MIB
"""The body of one answer of a connector, as it is sent."""

LARGEST_REQUEST_BYTES = 32 * MIB
"""The body of one request to a server of the suite; a bulk operation takes 10,000 courses."""

LARGEST_HEAD_BYTES = 64 * KIB
"""Request line and headers of one request to a server of the suite."""

SMALL_REQUEST_BYTES = 64 * KIB
"""Up to here, bodies are read at the same time; larger ones wait for each other."""

MOST_CONNECTIONS = 500
"""Connections that one server of the suite answers at the same time."""

MOST_REQUESTS = 10_000
"""What a connector may ask the simulated Percipio and 360Learning in one scenario."""

MOST_REQUESTS_OF_AN_ITEM = 20
"""So many more for each item that Percipio offers."""

MOST_REQUESTS_OF_A_DAY = 50
"""So many more for each day that passes; the reference connector sends 1 or 2."""

MOST_RECEIVED_BYTES = 64 * MIB
"""The requests of one scenario together, with their headers."""

MOST_RECEIVED_BYTES_OF_AN_ITEM = 64 * KIB
"""So many more for each item that Percipio offers."""

MOST_RECEIVED_BYTES_OF_A_DAY = 64 * KIB
"""So many more for each day that passes."""

KEPT_BODY_BYTES = 2_000
"""How much of a body is kept as evidence."""

EXPLAINED_ANSWER_BYTES = 64 * KIB
"""A larger answer that breaks its schema is refused without the places where it does."""

MOST_PROBLEMS = 5
"""Places of a wrong answer that a message names."""
