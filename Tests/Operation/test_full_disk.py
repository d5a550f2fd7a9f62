"""The disk is full: nothing is half written, nothing typed is lost, and Kith says what is wrong."""

import html
import re
import resource
import subprocess
import time

import pytest
from client import Client


class TinyDisk:
    """A disk of a few megabytes; where mounting is not allowed, a limit on the growth of files."""

    def __init__(self, folder, is_wanted):
        self.folder = folder
        folder.mkdir()
        options = ["-t", "tmpfs", "-o", "size=24m", "tmpfs", folder]
        mounted = is_wanted and subprocess.run(["mount", *options], capture_output=True, check=False)
        self.is_mounted = is_wanted and mounted.returncode == 0

    def fill(self, server):
        if not self.is_mounted:
            log = server.database.with_name(server.database.name + "-wal")
            limit = (log.stat().st_size, resource.RLIM_INFINITY)
            resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, limit)
            return
        with (self.folder / "filler").open("wb", buffering=0) as filler:
            for size in (1 << 16, 1 << 12, 1):
                try:
                    while True:
                        filler.write(b"\0" * size)
                except OSError:
                    continue

    def free(self, server):
        if self.is_mounted:
            (self.folder / "filler").unlink()
        else:
            limit = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, limit)

    def unmount(self):
        if self.is_mounted:
            subprocess.run(["umount", self.folder], check=False)


@pytest.fixture(params=["a disk", "a limit"])
def disk(tmp_path, request):
    disk = TinyDisk(tmp_path / "disk", request.param == "a disk")
    yield disk
    disk.unmount()


def first_child(client):
    return re.search(r'href="(/children/[0-9a-z]{13})"', client.get("/children").text).group(1)


def test_on_a_full_disk_nothing_is_lost_and_everything_is_said(disk, start, program):
    server = start(disk.folder)
    client = Client(server.url)
    assert client.sign_in(server.user("socialWorker")).status == 303
    child = first_child(client)
    task = f"{child}/notes/new"
    sent_on = client.get(task)
    page = client.get(sent_on.headers["Location"]) if sent_on.status == 303 else sent_on
    assert page.status == 200, page.text
    text = "Seen at home.\nShe said <it> was \"fine\" & left. " + "Long. " * 3000
    answers = {"title": "Seen at home", "note": text, "action": "save"}

    disk.fill(server)
    try:
        drafted = client.submit(page, task, answers)
        assert drafted.status == 503
        assert "Kith cannot save anything at the moment" in drafted.text
        assert "Send it again" in drafted.text
        assert html.escape(text.split("\n")[0]) in drafted.text
        draft = client.submit(page, task, {**answers, "action": "draft"})
        assert draft.status == 503 and "Send it again" in draft.text
        # A record is not shown when its reading cannot be noted; the page says why.
        record = client.get(child)
        assert record.status == 503 and "notes who" in record.text
        assert record.headers["Retry-After"] == "60"
        # What says nothing about children is shown, and says on top what does not work.
        rules = client.get("/rules")
        assert rules.status == 200
        assert "Kith cannot save anything at the moment, so no record" in rules.text
        assert Client(server.url).sign_in(server.user("teamManager")).status == 503
        assert client.get("/health").status == 200
        ready = client.get("/ready")
        assert (ready.status, ready.text) == (503, "not ready: the database cannot be written\n")
        assert "kith_store_read_only 1" in client.get("/metrics").text
    finally:
        disk.free(server)

    for _ in range(50):
        if client.get("/ready").status == 200:
            break
        time.sleep(0.2)
    assert client.get("/ready").text == "ready\n"
    assert "kith_store_read_only 0" in client.get("/metrics").text
    assert client.get(child).status == 200
    # What the page held is taken when it is sent again from there.
    again = client.submit(drafted, task)
    assert again.status == 303, again.text
    assert html.escape(text.split("\n")[1][:30]) in client.get(again.headers["Location"]).text
    server.stop()
    verified = subprocess.run(
        [program, "audit", "verify", "--database", str(server.database), "--as", "sorrel.finch"],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stdout + verified.stderr

