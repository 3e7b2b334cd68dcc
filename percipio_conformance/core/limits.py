"""Limits on the data that a connector sends, and on the part of it that the suite keeps.

Each limit is far above the needs of a connector: the largest scenario of the suite takes
60 requests and 4 MiB. Together they keep a run of the suite below 300 MB for every connector. The
items and days of the user's own features and catalog add to that.
"""

from __future__ import annotations

KIB = 1024
MIB = 1024 * KIB

LARGEST_ANSWER_BYTES = 1 * MIB
"""Size of the body of one response of a connector, as it is sent."""

LARGEST_REQUEST_BYTES = 32 * MIB
"""Size of the body of one request to a server of the suite; a bulk operation takes 10,000
courses."""

LARGEST_HEAD_BYTES = 64 * KIB
"""Size of the request line and headers of one request to a server of the suite."""

SMALL_REQUEST_BYTES = 64 * KIB
"""The server reads bodies up to this size in parallel, and larger ones one at a time."""

MOST_CONNECTIONS = 500
"""Number of simultaneous connections to one server of the suite."""

MOST_REQUESTS = 10_000
"""Number of requests of a connector to the simulated Percipio and 360Learning in one scenario."""

MOST_REQUESTS_OF_AN_ITEM = 20
"""Additional requests for each item that Percipio offers."""

MOST_REQUESTS_OF_A_DAY = 50
"""Additional requests for each day that passes; the reference connector sends 1 or 2."""

MOST_RECEIVED_BYTES = 64 * MIB
"""Total size of the requests of one scenario, with their headers."""

MOST_RECEIVED_BYTES_OF_AN_ITEM = 64 * KIB
"""Additional bytes for each item that Percipio offers."""

MOST_RECEIVED_BYTES_OF_A_DAY = 64 * KIB
"""Additional bytes for each day that passes."""

KEPT_BODY_BYTES = 2_000
"""Size of the part of a body that is kept as evidence."""

EXPLAINED_ANSWER_BYTES = 64 * KIB
"""The message about a larger response that violates its schema does not list the violations."""

MOST_PROBLEMS = 5
"""Number of schema violations that one message lists."""
