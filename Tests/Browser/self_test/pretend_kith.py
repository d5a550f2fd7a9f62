#!/usr/bin/env python3
"""Stands in for Kith, so that the harness can be tried without it: says what Kith says when it
starts, lets one person sign in, and serves the files in pages/.

The variable PRETEND makes it misbehave: `fails`, `says-nothing`, `babbles` or `ignores-signals`.
"""

import argparse
import json
import os
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

PAGES = Path(__file__).parent / "pages"
USER = {
    "username": "wren", "password": "a wren sings", "role": "socialWorker", "name": "Wren Example",
}  # fmt: skip
COOKIE = "session=wren"


class Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.path.strip("/") or "good"
        if name == "sign-out":
            return self.answer(303, location="/sign-in", cookie="session=")
        if name == "secret" and COOKIE not in self.headers.get("Cookie", ""):
            return self.answer(303, location="/sign-in")
        file = PAGES / f"{name}.html"
        if not file.is_file():
            return self.answer(404, (PAGES / "not-found.html").read_bytes())
        return self.answer(200, file.read_bytes())

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if form.get("password") == [USER["password"]]:
            return self.answer(303, location="/secret", cookie=COOKIE)
        return self.answer(303, location="/sign-in")

    def answer(self, status, body=b"", location=None, cookie=None):
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header(
            "Content-Security-Policy",
            "default-src 'self'; img-src data:; style-src * 'unsafe-inline'; script-src 'nonce-kept'",
        )
        if location:
            self.send_header("Location", location)
        if cookie:
            self.send_header("Set-Cookie", f"{cookie}; Path=/; HttpOnly")
        self.end_headers()
        self.wfile.write(body)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["demo"])
    parser.add_argument("--database", required=True)
    parser.add_argument("--children", type=int, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--format", choices=["json"], required=True)
    arguments = parser.parse_args()

    misdeed = os.environ.get("PRETEND")
    if misdeed == "fails":
        sys.exit("the disk is full")
    server = ThreadingHTTPServer(("127.0.0.1", arguments.port), Pages)

    def stop(*_):
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, signal.SIG_IGN if misdeed == "ignores-signals" else stop)
    announcement = {"url": f"http://127.0.0.1:{arguments.port}", "users": [USER]}
    if misdeed == "babbles":
        print("Welcome!", flush=True)
    if misdeed != "says-nothing":
        print(json.dumps(announcement), flush=True)
    server.serve_forever()


main()
