"""A replacement for curl on machines without it, limited to the options in the documents."""

from __future__ import annotations

import argparse
import sys

import httpx


def main() -> None:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("url")
    parser.add_argument("-s", action="store_true", help="silent, as this always is")
    parser.add_argument("-X", dest="method")
    parser.add_argument("-H", dest="headers", action="append", default=[])
    parser.add_argument("-b", dest="cookie")
    parser.add_argument("-d", dest="data")
    parser.add_argument("-w", dest="write_out", choices=["%{redirect_url}"])
    asked = parser.parse_args()
    headers = dict(each.split(": ", 1) for each in asked.headers)
    if asked.cookie is not None:
        headers["cookie"] = asked.cookie
    data = sys.stdin.read() if asked.data == "@-" else asked.data
    if data is not None:
        headers.setdefault("content-type", "application/x-www-form-urlencoded")
    with httpx.Client(trust_env=False, timeout=60, follow_redirects=False) as client:
        method = asked.method or ("GET" if data is None else "POST")
        answer = client.request(method, asked.url, headers=headers, content=data)
    sys.stdout.write(answer.text)
    if asked.write_out is not None:
        sys.stdout.write(answer.headers.get("location", ""))


main()
