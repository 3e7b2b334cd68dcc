"""A minimal connector: it accepts every call of the control protocol and does nothing."""

import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

ME = {
    "name": "Minimal connector",
    "version": "0",
    "protocol": "1",
    "capabilities": [],
    "clock": "full",
}
ME["capabilities"] = []
SETTINGS = {"learner_identification": "email", "languages": [], "content_types": []}
WEBHOOK = dict.fromkeys(("client_id", "client_secret", "statement_url", "token_endpoint"), "none")
CLOCK = {"now": "2000-01-01T00:00:00Z", "state": "ready", "pending": 0, "next_due": None}
ANSWERS = {"describe": ME, "settings": SETTINGS, "webhook": WEBHOOK, "clock": CLOCK}
ANSWERS["status"] = {"state": "enabled", "queue_depth": 0}


class Control(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        message = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))) or "{}")
        CLOCK["now"] = message.get("now", CLOCK["now"])
        answer = ANSWERS.get(self.path.removeprefix("/control/"))
        self.send_response(200 if answer else 204)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode() if answer else b"")

    do_POST = do_PUT = do_GET  # noqa: N815 - http.server knows calls by these names


HTTPServer(("127.0.0.1", int(os.environ.get("CONTROL_PORT", "8080"))), Control).serve_forever()
