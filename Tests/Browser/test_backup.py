import json
import subprocess
import sys
from pathlib import Path

from harness.server import make_backup, run

READER = Path(__file__).resolve().parents[2] / "scripts/read-backup"


def read(backup, key, *table):
    """The lines of a program that knows the format from its description alone."""
    done = subprocess.run(
        [sys.executable, READER, backup, key, *table], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_is_backed_up_while_kith_serves_can_be_read_without_kith(kith, tmp_path):
    backup, key = make_backup(kith, tmp_path)
    header, *tables = read(backup, key)
    assert header["format"] == "1"
    rows = {table["table"]: table["rows"] for table in tables}
    assert rows["change"] > 1_000 and rows["account"] > 4
    people = {row["user"] for row in read(backup, key, "account")}
    assert {user.username for user in kith.users} <= people
    changes = read(backup, key, "change")
    assert [row["position"] for row in changes] == list(range(1, rows["change"] + 1))
    names = [json.loads(row["body"]) for row in changes if row["kind"] == "identity" and row["body"]]
    assert all(name for name in names)
    # Kith reads the same file, and makes a database of it.
    assert "The log in it is whole." in run(
        kith, "restore", backup, "--key", key, "--to", str(tmp_path / "restored.sqlite"), "--verify"
    )
