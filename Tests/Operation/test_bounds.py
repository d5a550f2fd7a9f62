"""Slow, large and many: each has its bound, and what Kith holds of memory meanwhile is measured.

The measures stand in docs/operating.md; KITH_MEASURES names a file that they are added to.
"""

import json
import os
import re
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from client import Client, connect, most_memory, seconds_until_closed

MEGABYTE = 1 << 20


def note(name, **figures):
    if path := os.environ.get("KITH_MEASURES"):
        with open(path, "a", encoding="utf-8") as measures:
            measures.write(json.dumps({"measure": name, **figures}) + "\n")


def test_a_head_that_drips_in_is_cut_off(start):
    server = start(KITH_IDLE_SECONDS=2)
    with connect(server.url) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        seconds, said = seconds_until_closed(connection, b"x")
    assert said == b"" and seconds < 6
    # After an answer the same holds for the next request.
    with connect(server.url) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\nGET /")
        seconds, said = seconds_until_closed(connection, b"x")
    assert said.startswith(b"HTTP/1.1 200") and seconds < 6


def test_a_body_that_drips_in_is_cut_off_and_keeps_nobody_out(start):
    server = start(KITH_IDLE_SECONDS=2, KITH_FORM_SECONDS=2, KITH_REQUESTS_AT_ONCE=4)
    head = (
        b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nuser="
    )
    slow = [connect(server.url) for _ in range(20)]
    try:
        for connection in slow:
            connection.sendall(head)
        assert Client(server.url).get("/sign-in").status == 200
        seconds, said = seconds_until_closed(slow[0], b"x")
    finally:
        for connection in slow:
            connection.close()
    assert b"408" in said.split(b"\r\n")[0] and b"took too long to arrive" in said
    assert seconds < 10


def test_an_answer_that_nobody_takes_is_given_up(start):
    server = start(KITH_IDLE_SECONDS=2, KITH_UPLOAD_SECONDS=2)
    asset = re.search(r'href="(/assets/[^"]*css[^"]*)"', Client(server.url).get("/sign-in").text)
    request = f"GET {asset.group(1)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    whole = len(Client(server.url).get(asset.group(1)).text)
    count = 40 * MEGABYTE // whole
    with connect(server.url) as connection:
        connection.sendall(request * count)
        time.sleep(6)
        taken = 0
        try:
            while part := connection.recv(1 << 20):
                taken += len(part)
        except OSError:
            pass
    assert taken < count * whole


def test_more_connections_than_there_may_be_wait_and_are_then_answered(start):
    server = start(KITH_IDLE_SECONDS=2, KITH_CONNECTIONS=10, KITH_REQUESTS_AT_ONCE=10)
    idle = [connect(server.url) for _ in range(30)]
    try:
        begun = time.monotonic()
        assert Client(server.url).get("/health", timeout=30).status == 200
        assert time.monotonic() - begun < 25
    finally:
        for connection in idle:
            connection.close()


def signed_in(server, user):
    client = Client(server.url)
    assert client.sign_in(user).status == 303
    return client


def upload(client, size, hold=None, started=None):
    """Sends a file of so many bytes; waits in the middle until `hold` is set."""
    page = client.get("/imports/new")
    token = page.text.split('name="csrf" value="')[1].split('"')[0]
    head = (
        f'--XX\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{token}\r\n'
        '--XX\r\nContent-Disposition: form-data; name="return"\r\n\r\nguess\r\n'
        '--XX\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n'
    ).encode()
    tail = b"\r\n--XX--\r\n"
    connection = client.connection()
    connection.putrequest("POST", "/imports/new")
    connection.putheader("Content-Type", "multipart/form-data; boundary=XX")
    connection.putheader("Content-Length", str(len(head) + size + len(tail)))
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    connection.putheader("Cookie", cookies)
    connection.endheaders()
    try:
        connection.send(head)
        for sent in range(0, size, MEGABYTE):
            if started and sent == MEGABYTE:
                started.release()
                hold.wait(60)
            connection.send(b"\0" * min(MEGABYTE, size - sent))
        connection.send(tail)
    except OSError:
        pass  # refused before it was all sent: the answer says why
    answer = connection.getresponse()
    answer.text = answer.read().decode()
    connection.close()
    return answer


def test_uploads_are_bounded_in_size_and_number_and_so_is_their_memory(start):
    server = start(KITH_UPLOAD_BYTES=32 * MEGABYTE, KITH_UPLOADS_AT_ONCE=2)
    # One after the other: to look at a password takes 64 MB.
    clients = [signed_in(server, server.user("dataOfficer")) for _ in range(3)]
    assert upload(clients[0], 1000).status == 422
    before, _ = most_memory(server.process)
    too_large = upload(clients[0], 33 * MEGABYTE)
    assert too_large.status == 413 and "At most 32 MB" in too_large.text
    hold, started = threading.Event(), threading.Semaphore(0)
    with ThreadPoolExecutor(2) as pool:
        two = [pool.submit(upload, one, 30 * MEGABYTE, hold, started) for one in clients[:2]]
        for _ in two:
            assert started.acquire(timeout=60)
        try:
            third = upload(clients[2], 2 * MEGABYTE)
        finally:
            hold.set()
        assert third.status == 503 and "Others are sending files" in third.text
        assert third.headers["Retry-After"] == "30"
        assert [answer.result().status for answer in two] == [422, 422]
    after, _ = most_memory(server.process)
    note("two uploads of 30 MB at once", before_mb=before, most_mb=after)
    # They lie on the disk while they arrive, and what is no return is not read.
    assert after - before < 50
    # Nothing of them is left behind.
    assert not any(name.startswith("kith-upload-") for name in os.listdir("/var/tmp"))


def test_memory_does_not_grow_by_the_size_of_an_upload(start):
    server = start(KITH_UPLOAD_BYTES=512 * MEGABYTE)
    officer = signed_in(server, server.user("dataOfficer"))
    assert upload(officer, 1000).status == 422
    before, _ = most_memory(server.process)
    assert upload(officer, 400 * MEGABYTE).status == 422
    after, _ = most_memory(server.process)
    note("an upload of 400 MB", before_mb=before, most_mb=after)
    assert after - before < 100


def test_an_upload_without_room_is_refused_in_words(start, tmp_path):
    server = start(KITH_UPLOAD_FOLDER=tmp_path / "gone")
    answer = upload(signed_in(server, server.user("dataOfficer")), MEGABYTE)
    assert answer.status == 503 and "no room for files" in answer.text


def test_a_flood_of_sign_ins_is_answered_within_bounds(start):
    server = start(
        KITH_SIGN_IN_FAILURES_PER_ADDRESS=100_000, KITH_SIGN_IN_FAILURES_PER_USER=1_000,
        KITH_REQUESTS_AT_ONCE=600,
    )  # fmt: skip
    client = Client(server.url)
    page = client.get("/sign-in")
    before, _ = most_memory(server.process)

    def attempt(number):
        own = Client(server.url)
        own.cookies = dict(client.cookies)
        return own.submit(page, "/sign-in", {"user": f"nobody{number}", "password": "wrong"}).status

    begun = time.monotonic()
    with ThreadPoolExecutor(500) as pool:
        statuses = Counter(pool.map(attempt, range(500)))
    seconds = time.monotonic() - begun
    after, _ = most_memory(server.process)
    note(
        "500 sign-ins at once", seconds=round(seconds, 1), before_mb=before, most_mb=after,
        statuses=dict(statuses),
    )  # fmt: skip
    # Passwords are looked at two at a time, 64 MB each; at most 100 wait, the others are told so.
    assert set(statuses) <= {422, 503} and statuses[422] >= 100
    assert after - before < 2 * 64 + 150
    assert Client(server.url).sign_in(server.user("socialWorker")).status == 303
