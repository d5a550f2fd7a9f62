"""Listens to what goes wrong while a page is used: nothing may."""

from urllib.parse import urlsplit


class Console:
    """Notes errors, refusals by the content security policy, failed requests and requests that
    leave for another host."""

    def __init__(self, context, url, answers=()):
        """`answers` are the refusals that a test provokes, such as 404 or 422."""
        self.origin = urlsplit(url)[:2]
        self.answers = set(answers)
        self.noted = []
        context.on("console", self._on_message)
        context.on("weberror", lambda error: self.noted.append(f"script error: {error.error}"))
        context.on("request", self._on_request)
        context.on("requestfailed", self._on_failure)
        context.on("response", self._on_response)

    def check_clean(self):
        """Fails if anything was noted since the last check. Each test ends with this by itself."""
        noted, self.noted = self.noted, []
        assert not noted, "while the page was used:\n  " + "\n  ".join(dict.fromkeys(noted))

    def _on_message(self, message):
        # A refused request is noted with its address by _on_response.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.noted.append(f"console {message.type}: {message.text}")

    def _on_request(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address[:2] != self.origin:
            self.noted.append(f"request to another host: {request.url}")

    def _on_failure(self, request):
        # A request is aborted when its page is left or its answer is a download.
        if request.failure != "net::ERR_ABORTED":
            self.noted.append(f"request failed: {request.url}: {request.failure}")

    def _on_response(self, response):
        if response.status >= 400 and response.status not in self.answers:
            self.noted.append(f"refused with {response.status}: {response.url}")
