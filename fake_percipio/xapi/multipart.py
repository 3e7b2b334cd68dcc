"""Statements as the first part of a multipart body (xAPI 1.0.3, part 3, 1.5.2)."""

from __future__ import annotations

import hashlib


def as_multipart(statements: bytes) -> tuple[str, bytes]:
    """Content type and body: one part of JSON, between boundaries that occur nowhere in it."""
    # 32 hexadecimal digits of the body's own hash: the same body, the same boundary.
    boundary = hashlib.blake2b(statements, digest_size=16).hexdigest()
    body = b"\r\n".join(
        [
            f"--{boundary}".encode(),
            b"Content-Type: application/json",
            b"",
            statements,
            f"--{boundary}--".encode(),
            b"",
        ]
    )
    return f"multipart/mixed; boundary={boundary}", body
