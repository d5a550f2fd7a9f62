"""A small browser over real sockets: cookies, forms, and as rude as a test needs it."""

import html
import http.client
import re
import socket
import ssl
import time
from urllib.parse import urlencode, urlsplit


class Client:
    """Asks one server, from an address of this machine of the test's choice."""

    def __init__(self, url, source="127.0.0.1", headers=None):
        parts = urlsplit(url)
        self.host, self.port, self.is_tls = parts.hostname, parts.port, parts.scheme == "https"
        self.source, self.headers, self.cookies = source, headers or {}, {}

    def connection(self, timeout=120):
        options = {"timeout": timeout, "source_address": (self.source, 0)}
        if self.is_tls:
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            return http.client.HTTPSConnection(self.host, self.port, context=context, **options)
        return http.client.HTTPConnection(self.host, self.port, **options)

    def send(self, method, path, body=None, headers=None, timeout=120):
        connection = self.connection(timeout)
        headers = {**self.headers, **(headers or {})}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.text = answer.read().decode("utf-8", errors="replace")
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer

    def get(self, path, **more):
        return self.send("GET", path, **more)

    def post(self, path, fields, **more):
        headers = {"Content-Type": "application/x-www-form-urlencoded", **more.pop("headers", {})}
        return self.send("POST", path, urlencode(fields), headers=headers, **more)

    def submit(self, page, action, answers=(), **more):
        """Sends the form of a page, with its hidden fields and these answers."""
        return self.post(action, {**hidden_fields(page.text, action), **dict(answers)}, **more)

    def sign_in(self, user, password=None, **more):
        page = self.get("/sign-in")
        answers = {"user": getattr(user, "username", user), "password": password or user.password}
        return self.submit(page, "/sign-in", answers, **more)


def hidden_fields(text, action):
    """What the form that leads to `action` holds already: hidden fields and texts filled in."""
    for form in re.findall(r"<form .*?</form>", text, re.DOTALL):
        if f'action="{html.escape(action)}"' in form:
            fields = {}
            for element in re.findall(r"<input [^>]*>", form):
                held = dict(re.findall(r'([a-z]+)="([^"]*)"', element))
                if held.get("type") in ("hidden", "text") and "name" in held:
                    fields[html.unescape(held["name"])] = html.unescape(held.get("value", ""))
            return fields
    raise AssertionError(f"there is no form to {action} in: {text[:3000]}")


def connect(url, source="127.0.0.1"):
    parts = urlsplit(url)
    return socket.create_connection((parts.hostname, parts.port), 60, (source, 0))


def seconds_until_closed(connection, drip=b"", every=0.2, most=30):
    """Sends `drip` again and again until the other side closes; how long that took, and what it
    said."""
    start, said = time.monotonic(), b""
    connection.settimeout(every)
    while time.monotonic() - start < most:
        try:
            if drip:
                connection.sendall(drip)
            part = connection.recv(65536)
            if not part:
                return time.monotonic() - start, said
            said += part
        except TimeoutError:
            continue
        except OSError:
            return time.monotonic() - start, said
    raise AssertionError(f"it was not closed within {most} s; it said {said[:200]!r}")


def most_memory(process):
    """The most megabytes that a process has held so far, and those that it holds now."""
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as status:
        held = dict(line.split(":", 1) for line in status)
    return tuple(int(held[name].split()[0]) // 1024 for name in ("VmHWM", "VmRSS"))
