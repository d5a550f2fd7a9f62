"""A database that the version before left: the server answers at once, and shows nothing half made."""

import contextlib
import os
import sqlite3
import subprocess
import time

from client import Client
from harness.server import free_port


@contextlib.contextmanager
def serving(program, database):
    """`kith serve` on a database, killed at the end; its address."""
    port = free_port()
    log = database.with_suffix(".served.log")
    with log.open("ab") as file:
        process = subprocess.Popen(
            [program, "serve", "--database", str(database), "--port", str(port)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=file,
            env={**os.environ, "KITH_LOG_FORMAT": "json"},
        )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.kill()
        process.wait()


def wait_for(process, condition, seconds=60):
    end = time.monotonic() + seconds
    while True:
        assert process.poll() is None, "it ended by itself"
        try:
            if answer := condition():
                return answer
        except OSError:
            pass
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def test_a_killed_server_goes_on_with_what_a_new_version_needs(start, program):
    first = start()
    manager, database = first.user("teamManager"), first.database
    first.stop()
    with contextlib.closing(sqlite3.connect(database)) as raw, raw:
        raw.execute("UPDATE projection SET version = version - 1")
    for delay in [0, 0.02, 0.1]:
        with serving(program, database) as (url, process):
            wait_for(process, lambda: Client(url).get("/health").status == 200)
            time.sleep(delay)
    with serving(program, database) as (url, process):
        ready = wait_for(process, lambda: Client(url).get("/ready"))
        assert ready.status == 200 and ready.text.startswith("ready")
        client = Client(url)
        assert client.sign_in(manager).status == 303
        page = client.get("/children")
        # Whole, or not at all.
        assert page.status == 200 or "Kith is still preparing this page" in page.text
        wait_for(process, lambda: Client(url).get("/ready").text == "ready\n")
        assert "kith_records_to_prepare 0" in client.get("/metrics").text
        assert client.get("/children").status == 200
        assert "preparing" not in client.get("/").text
    checked = subprocess.run(
        [program, "audit", "verify", "--database", str(database), "--as", manager.username],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr
