"""Starts the `kith` program on a database of its own, and stops it again.

This file is the only one that knows Kith's command line.
"""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

SECONDS_TO_START = 120  # a debug build makes the fictional authority first
SECONDS_TO_STOP = 15
SETTINGS = {
    "KITH_LOG_FORMAT": "json",
    "KITH_LOG_LEVEL": "debug",
    # A debug build forecasts a hundred times as slowly: rough forecasts are enough to look at.
    "KITH_FORECAST_DRAWS": "10",
    "KITH_FORECAST_LOOK_BACK_MONTHS": "24",
}


@dataclass(frozen=True)
class User:
    """Somebody who can sign in."""

    username: str
    password: str
    role: str
    name: str


@dataclass
class Server:
    """A running Kith."""

    url: str
    users: list[User]
    process: subprocess.Popen
    log: Path
    database: Path

    def user(self, role):
        """The first user with this role."""
        for user in self.users:
            if user.role == role:
                return user
        held = ", ".join(sorted({user.role for user in self.users})) or "none"
        raise AssertionError(f"nobody has the role {role}; the roles held are: {held}")

    def log_from(self, start):
        """What was logged after the first `start` bytes."""
        with self.log.open("rb") as log:
            log.seek(start)
            return log.read().decode("utf-8", errors="replace")

    def keep_log(self):
        """Leaves its log, and the names of those who signed in, for scripts/check-logs."""
        if folder := os.environ.get("KITH_TEST_LOGS"):
            place = Path(folder) / f"server-{self.process.pid}"
            place.with_suffix(".log").write_bytes(self.log.read_bytes())
            names = {word for user in self.users for word in (user.name, *user.name.split())}
            place.with_suffix(".names").write_text("\n".join(sorted(names)), encoding="utf-8")

    def stop(self):
        """Asks it to stop, as a service manager would; it must do so by itself, and in good order."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(
                f"Kith did not stop within {SECONDS_TO_STOP} s of being asked to"
            ) from None
        finally:
            self.keep_log()
        if code != 0:
            raise AssertionError(f"Kith ended with {in_words(code)}\n{last_lines(self.log)}")


def start_server(binary, folder, *, children=60, environment=None, restore_signals=True):
    """Starts `binary` on a fictional authority in `folder` and returns when it answers.

    What the program must do:
    - make the database if it is missing, with the same people for the same number of children;
    - listen on 127.0.0.1 at the port given;
    - when it listens, write one line of JSON to standard output, at once (not held in a buffer):
      {"url": "http://127.0.0.1:8080",
       "users": [{"username": "…", "password": "…", "role": "socialWorker", "name": "…"}]}
    - write progress and its log to standard error;
    - at SIGTERM, finish what it does and end with exit code 0.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / "kith.sqlite"
    log = folder / "kith.log"
    announcement = folder / "announcement.json"
    command = [
        str(binary), "demo",
        "--database", str(database),
        "--children", str(children),
        "--port", str(free_port()),
        "--format", "json",
    ]  # fmt: skip
    with log.open("wb") as log_file, announcement.open("wb") as announcement_file:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=announcement_file,
                stderr=log_file,
                restore_signals=restore_signals,
                env={**os.environ, **SETTINGS, **(environment or {})},
            )
        except OSError as reason:
            raise AssertionError(
                f"{binary} could not be started: {reason.strerror}. Build it with `swift build`, "
                "or name another in KITH_BINARY."
            ) from None
    try:
        told = wait_for_announcement(process, announcement, log)
        url, users = read_announcement(told)
        wait_for_answer(process, url, log)
    except BaseException:
        process.kill()
        process.wait()
        raise
    return Server(url, users, process, log, database)


def start_shared_server(binary, folder, authorities, people=()):
    """Starts `binary` on a database of authorities, each with a custodian of the same user name.

    `authorities` are their numbers; `people` are those whom the first of them has besides, each a user
    name, a name and a role."""
    database = Path(folder) / "shared.sqlite"
    log = Path(folder) / "shared.log"
    announcement = Path(folder) / "shared.announcement"
    password = "made-up data only"
    for number in authorities:
        subprocess.run(
            [
                str(binary), "authority", "add", number, "--user", "wren", "--name", f"Wren of {number}",
                "--database", str(database),
            ],
            input=password + "\n", capture_output=True, text=True, check=True,
        )  # fmt: skip
    for username, name, role in people:
        subprocess.run(
            [
                str(binary), "user", "add", username, "--name", name, "--role", role, "--as", "wren",
                "--authority", authorities[0], "--database", str(database),
            ],
            input=password + "\n", capture_output=True, text=True, check=True,
        )  # fmt: skip
    with log.open("wb") as log_file, announcement.open("wb") as announcement_file:
        process = subprocess.Popen(
            [str(binary), "serve", "--database", str(database), "--port", str(free_port())],
            stdin=subprocess.DEVNULL,
            stdout=announcement_file,
            stderr=log_file,
            env={**os.environ, **SETTINGS},
        )
    try:
        told = wait_for_announcement(process, announcement, log)
        url = told.split("Kith is at ")[1].split(". ")[0].rstrip("/")
        wait_for_answer(process, url, log)
    except BaseException:
        process.kill()
        process.wait()
        raise
    users = [User("wren", password, "systemCustodian", "Wren")]
    users += [User(username, password, role, name) for username, name, role in people]
    return Server(url, users, process, log, database)


def set_emergency_passphrase(server, folder, passphrase):
    """Sets the team manager's emergency passphrase by the command."""
    file = Path(folder) / "passphrase"
    file.write_text(passphrase + "\n", encoding="utf-8")
    run(
        server, "emergency-pack", "passphrase",
        "--database", str(server.database),
        "--passphrase-file", str(file),
        "--as", server.user("teamManager").username,
    )  # fmt: skip


def make_emergency_pack(server, folder):
    """Writes the emergency pack of a running Kith, as somebody who cannot open it; returns its path."""
    pack = Path(folder) / "pack.html"
    run(
        server, "emergency-pack",
        "--database", str(server.database),
        "--output", str(pack),
        "--as", server.user("dataOfficer").username,
    )  # fmt: skip
    return pack


def make_backup(server, folder):
    """Backs up a running Kith; returns the paths of the backup and of its key."""
    folder = Path(folder)
    (folder / "keys").mkdir()
    key, backup = str(folder / "keys/backup.key"), str(folder / "made.backup")
    run(server, "backup", "key", "--output", key)
    run(server, "backup", "--database", str(server.database), "--key", key, "--output", backup)
    return backup, key


def import_old_child(server, folder, child):
    """Takes in a child who was looked after a hundred years ago, and so is due for review."""
    folder = Path(folder) / child
    folder.mkdir()
    (folder / "header.csv").write_text(
        f"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n{child},F,04/03/1914,WBRI,UN1,0,\n"
    )
    (folder / "episodes.csv").write_text(
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,"
        f"HOME_POST,PL_POST,URN\n{child},01/05/1925,S,C1,N1,U6,PR1,01/06/1926,E4A,,"
        "ZZ1 1AA,ZZ2 2BB,1234567\n"
    )
    run(
        server, "import", str(folder),
        "--year", "2025-26", "--yes",
        "--database", str(server.database),
        "--as", server.user("dataOfficer").username,
    )  # fmt: skip


def run(server, *words):
    """Runs a command of the program that serves; it must end well."""
    done = subprocess.run(
        [server.process.args[0], *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"kith {words[0]} ended with {done.returncode}\n{done.stderr}"
    return done.stdout


def wait_for_announcement(process, announcement, log):
    """The first line that the program wrote to standard output."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        line, newline, _ = announcement.read_text(encoding="utf-8").partition("\n")
        if newline:
            return line
        if process.poll() is not None:
            raise AssertionError(
                f"Kith ended with {in_words(process.returncode)} before it listened\n"
                + last_lines(log)
            )
        time.sleep(0.05)
    raise AssertionError(
        f"Kith did not say within {SECONDS_TO_START} s that it listens\n{last_lines(log)}"
    )


def read_announcement(line):
    """The address and the users in the line that `--format json` writes."""
    try:
        told = json.loads(line)
        users = [
            User(user["username"], user["password"], user["role"], user["name"])
            for user in told["users"]
        ]
        return told["url"].rstrip("/"), users
    except (ValueError, KeyError, TypeError) as reason:
        raise AssertionError(
            f"the first line of standard output is not what was agreed ({reason!r}): {line}"
        ) from None


def wait_for_answer(process, url, log):
    """Returns when a request to `url` is answered, with whatever status."""
    deadline = time.monotonic() + 10
    problem = None
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5)
            return
        except urllib.error.HTTPError:
            return
        except OSError as reason:
            problem = reason
            time.sleep(0.05)
    raise AssertionError(f"nothing answers at {url}: {problem}\n{last_lines(log)}")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def in_words(code):
    return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"


def last_lines(log, count=30):
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    return "Its log ends with:\n" + "\n".join("  " + line for line in lines or ["(nothing)"])
