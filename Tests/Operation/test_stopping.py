"""SIGTERM: no new connections, whole answers to what has begun, then the end."""

import signal
import subprocess
import time

import pytest
from client import Client, connect

FORM = (
    b"POST /drafts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded"
    b"\r\nContent-Length: 6\r\n\r\na=b"
)


def is_refused(url):
    try:
        connect(url).close()
    except OSError:
        return True
    return False


def wait_until_begun(server):
    """Returns when the server has the head of another request beside the one that asks."""
    wait_for(
        lambda: "kith_http_requests_in_flight 2" in Client(server.url).get("/metrics").text
    )


def wait_for(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_a_request_in_progress_gets_its_whole_answer_and_new_ones_are_refused(start):
    server = start()
    with connect(server.url) as connection:
        connection.sendall(FORM)
        wait_until_begun(server)
        server.process.send_signal(signal.SIGTERM)
        wait_for(lambda: is_refused(server.url))
        assert server.process.poll() is None
        connection.sendall(b"&c=")
        answer = b""
        while part := connection.recv(65536):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    assert answer.startswith(b"HTTP/1.1 401") and b"Sign in" in body
    assert len(body) == length
    assert server.process.wait(10) == 0


def test_what_does_not_end_in_time_is_cut_off_and_the_database_is_closed(start, program):
    server = start(KITH_DRAIN_SECONDS=1)
    with connect(server.url) as connection:
        connection.sendall(FORM)
        wait_until_begun(server)
        server.process.send_signal(signal.SIGTERM)
        begun = time.monotonic()
        assert server.process.wait(15) == 0
        assert time.monotonic() - begun < 10
    assert "drain-seconds" in server.log_from(0)
    # Its log of writes was folded back into the file, which is whole.
    log = server.database.with_name(server.database.name + "-wal")
    assert not log.exists() or log.stat().st_size == 0
    verified = subprocess.run(
        [program, "audit", "verify", "--database", str(server.database), "--as", "sorrel.finch"],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stderr + verified.stdout


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_those_who_watch_it_are_answered(start, path):
    answer = Client(start().url).get(path)
    assert answer.status == 200
    assert answer.headers["X-Request-ID"]
