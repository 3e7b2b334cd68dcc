"""Answers saved settings with bytes that are not a valid answer; ``WAY`` says with which."""

from __future__ import annotations

import os
import socket
import time

from raw import play

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"


def byte_by_byte(visitor: socket.socket) -> None:
    for byte in HEAD + b"content-length: 1000000\r\n\r\n" + b" " * 1_000_000:
        visitor.sendall(bytes([byte]))
        time.sleep(0.05)


def too_short(visitor: socket.socket) -> None:
    visitor.sendall(HEAD + b"content-length: 500\r\n\r\n{}")


def too_long(visitor: socket.socket) -> None:
    visitor.sendall(HEAD + b"content-length: 2\r\n\r\n{}{}{}{}")


def closes_in_mid_body(visitor: socket.socket) -> None:
    visitor.sendall(HEAD + b'transfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n')


def never_begins(visitor: socket.socket) -> None:
    while True:
        visitor.sendall(b"HTTP/1.1 103 Early Hints\r\nlink: </style.css>\r\n\r\n" * 50)


def old_as_the_web(visitor: socket.socket) -> None:
    visitor.sendall(b"<html>It works!</html>")


def heads_without_end(visitor: socket.socket) -> None:
    visitor.sendall(HEAD)
    while True:
        visitor.sendall(b"x-more: " + b"y" * 8_000 + b"\r\n")


def two_lengths(visitor: socket.socket) -> None:
    visitor.sendall(HEAD + b"content-length: 2\r\ncontent-length: 4\r\n\r\n{}{}")


play(b"PUT settings", globals()[os.environ["WAY"]])
