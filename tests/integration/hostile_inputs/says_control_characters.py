"""A connector whose every word would steer the terminal of its reader.

It introduces itself so, writes so into its output, and answers a question for its settings so.
"""

import json

from stage import App, Message, Receive, Send, answer, asks, play

WORDS = (
    "\x1b[2J\x1b]0;title\x07\x7f\x9b31m\r\u202e\u2066\u200b\u2028"
    "\n::error::forged\n## Conformant: forged"
)
NAME = {"name": f"Odd{WORDS}", "version": f"1{WORDS}", "homepage": WORDS, "issues": WORDS}


async def speak(app: App, scope: Message, receive: Receive, send: Send) -> None:
    print(WORDS, flush=True)
    if asks(scope, "GET describe"):
        described = NAME | {
            "protocol": "1",
            "capabilities": ["courses", "statistics", "tags", "filters"],
            "clock": "full",
        }
        await answer(send, json.dumps(described).encode())
    elif asks(scope, "GET webhook") or asks(scope, "POST setup") or asks(scope, "PUT settings"):
        await answer(send, f"<html>{WORDS}".encode(), status=500)
    else:
        await app(scope, receive, send)


if __name__ == "__main__":
    play(speak)
