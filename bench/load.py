#!/usr/bin/env python3
"""Lets simulated people use a Kith on this machine, and says how it answered.

    bench/load.py --kith .build/release/kith --users 400 --seconds 600
    bench/load.py --users 400 --seconds 600 --database 'postgres:///load?host=/run/postgresql'

It makes a fictional authority in a folder of its own, serves it, and lets each user sign in, think,
search, open records, write a visit (drafts as they type, then saved) and look at their list, over
connections of their own, until the time is over. Loopback only. Printed at the end, and as JSON with
--output: errors, requests a second, p50, p95 and p99 of each action, and the server's memory and
processor time every ten seconds.

Everything is one process with one thread: what it measures includes its own waiting for the
processor, so it is honest about a machine that serves and simulates at once, and hard on Kith.
"""

import argparse
import asyncio
import datetime
import html
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlencode

ACTIONS = ["search", "record", "list", "visit"]
WEIGHTS = [30, 45, 15, 10]


class Refused(Exception):
    pass


class Connection:
    """One person's browser: a connection that is kept, and cookies."""

    def __init__(self, port, figures):
        self.port, self.figures, self.cookies = port, figures, {}
        self.reader = self.writer = None

    async def ask(self, action, method, path, fields=None, script=False, asked=None):
        """`asked`: a status with which Kith asks something first; it is no error."""
        body = urlencode(fields).encode() if fields is not None else b""
        head = [f"{method} {path} HTTP/1.1", "Host: localhost"]
        if self.cookies:
            head.append("Cookie: " + "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        if fields is not None:
            head += ["Content-Type: application/x-www-form-urlencoded",
                     f"Content-Length: {len(body)}"]  # fmt: skip
        if script:
            head += ["X-Requested-With: autosave"]
        request = "\r\n".join(head).encode() + b"\r\n\r\n" + body
        begun = time.perf_counter()
        try:
            status, headers, text = await asyncio.wait_for(self.exchange(request), 60)
        except (OSError, EOFError, TimeoutError, asyncio.IncompleteReadError) as reason:
            self.close()
            self.figures.fail(action, type(reason).__name__)
            raise Refused from None
        status = 200 if status == asked else status
        self.figures.take(action, time.perf_counter() - begun, status)
        if status >= 400:
            raise Refused
        return status, headers, text

    async def exchange(self, request):
        for attempt in (1, 2):
            is_fresh = self.writer is None
            try:
                if is_fresh:
                    self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
                self.writer.write(request)
                await self.writer.drain()
                head = await self.reader.readuntil(b"\r\n\r\n")
                break
            except (OSError, asyncio.IncompleteReadError):
                # A connection that was kept too long is closed by the server: that is no error.
                self.close()
                if is_fresh or attempt == 2:
                    raise
        lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                cookie, _, held = value.split(";")[0].partition("=")
                self.cookies[cookie] = held
            headers[name.lower()] = value
        text = await self.reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return int(lines[0].split()[1]), headers, text.decode()

    def close(self):
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None


class Figures:
    """What was measured."""

    def __init__(self):
        self.times, self.statuses, self.failures = defaultdict(list), Counter(), Counter()

    def take(self, action, seconds, status):
        self.times[action].append(seconds)
        self.statuses[f"{action} {status}"] += 1

    def fail(self, action, why):
        self.failures[f"{action} {why}"] += 1


def fields_of(page, action):
    """What the form that leads to `action` holds already."""
    for form in re.findall(r"<form .*?</form>", page, re.DOTALL):
        if f'action="{html.escape(action)}"' not in form:
            continue
        fields = []
        for element in re.findall(r"<input [^>]*>", form):
            held = dict(re.findall(r'([a-z]+)="([^"]*)"', element))
            if held.get("type") in ("checkbox", "radio") and " checked" not in element:
                continue
            if "name" in held and held.get("type") != "submit":
                fields.append((html.unescape(held["name"]), html.unescape(held.get("value", ""))))
        return fields
    raise Refused


class Person:
    """One of the simulated users."""

    def __init__(self, number, user, port, figures, options):
        self.random = random.Random(number)
        self.user, self.options = user, options
        self.browser = Connection(port, figures)
        self.children, self.is_signed_in = [], False

    async def think(self):
        await asyncio.sleep(self.random.expovariate(1 / self.options.think))

    async def live(self, until):
        # People do not all come in the same second.
        await asyncio.sleep(self.random.uniform(0, self.options.arrive))
        while time.monotonic() < until:
            try:
                if not self.is_signed_in:
                    await self.sign_in()
                # Some have no children at the moment.
                weights = WEIGHTS if self.children else [30, 0, 15, 0]
                await getattr(self, self.random.choices(ACTIONS, weights)[0])()
            except Refused:
                pass
            await self.think()
        self.browser.close()

    async def sign_in(self):
        ask = self.browser.ask
        _, _, page = await ask("sign-in page", "GET", "/sign-in")
        fields = dict(fields_of(page, "/sign-in"))
        fields |= {"user": self.user["username"], "password": self.user["password"]}
        await ask("sign in", "POST", "/sign-in", fields)
        self.is_signed_in = True
        await self.list()

    async def list(self):
        _, _, page = await self.browser.ask("list", "GET", "/children")
        self.children = sorted(set(re.findall(r'href="(/children/[0-9a-z]{13})"', page)))

    async def search(self):
        word = self.random.choice(self.options.words)
        # With a letter wrong, now and then.
        if self.random.random() < 0.3:
            at = self.random.randrange(1, len(word))
            word = word[:at] + word[at + 1 :]
        await self.browser.ask("search", "GET", "/search?" + urlencode({"q": word}))

    async def record(self):
        await self.browser.ask("record", "GET", self.random.choice(self.children))

    async def visit(self):
        ask, child = self.browser.ask, self.random.choice(self.children)
        number, task = child.rpartition("/")[2], child + "/visits/new"
        status, headers, page = await ask("visit page", "GET", f"{task}?chosen=yes&child={number}")
        if status == 303:
            _, _, page = await ask("visit page", "GET", headers["location"])
        day = datetime.date.today() - datetime.timedelta(days=self.random.randrange(5))
        text = ""
        answers = {
            "on-day": day.day, "on-month": day.month, "on-year": day.year,
            "purpose": "childProtection", "place": "At home",
            f"seen-{number}": "yes", f"alone-{number}": "yes",
        }  # fmt: skip
        held = {k: v for k, v in fields_of(page, task) if k not in answers}
        for _ in range(self.options.drafts):
            await self.think()
            text += "Seen at home, well and talking about school. " * 4
            await ask("draft", "POST", "/drafts", {**held, **answers, "note": text}, script=True)
        fields = {**held, **answers, "note": text, "action": "save"}
        # Another has recorded a visit of that day meanwhile: Kith asks whether it is the same.
        await ask("visit saved", "POST", task, fields, asked=409)


async def watch(process, samples):
    ticks = os.sysconf("SC_CLK_TCK")
    begun = time.monotonic()
    while True:
        with open(f"/proc/{process.pid}/stat", encoding="utf-8") as stat:
            parts = stat.read().rpartition(")")[2].split()
        memory = int(parts[21]) * os.sysconf("SC_PAGESIZE") / 1e6
        samples.append(
            {
                "second": round(time.monotonic() - begun),
                "memory_mb": round(memory),
                "processor_seconds": round((int(parts[11]) + int(parts[12])) / ticks, 1),
            }
        )
        await asyncio.sleep(10)


def quantile(times, part):
    return sorted(times)[min(len(times) - 1, int(len(times) * part))] * 1000


def workers_of(options, database, told):
    """Everybody who works with children; all have the password that the demonstration tells."""
    keeper = next(user for user in told["users"] if user["role"] == "systemCustodian")
    listed = subprocess.run(
        [options.kith, "user", "list", "--database", database, "--format", "json",
         "--as", keeper["username"]],
        capture_output=True, check=True,
    )  # fmt: skip
    return [
        {"username": user["user"], "password": keeper["password"]}
        for user in json.loads(listed.stdout)
        if {"socialWorker", "teamManager"} & set(user["roles"])
    ]


async def measure(options, process, told, workers):
    port = int(told["url"].rpartition(":")[2].strip("/"))
    figures, samples = Figures(), []
    until = time.monotonic() + options.seconds
    watching = asyncio.create_task(watch(process, samples))
    people = [
        Person(number, workers[number % len(workers)], port, figures, options)
        for number in range(options.users)
    ]
    begun = time.monotonic()
    lives = [asyncio.create_task(person.live(until)) for person in people]
    # What is still being asked or thought about when the time is over is not waited for.
    await asyncio.wait(lives, timeout=options.seconds)
    seconds = time.monotonic() - begun
    for life in lives:
        life.cancel()
    await asyncio.gather(*lives, return_exceptions=True)
    for person in people:
        person.browser.close()
    watching.cancel()
    return figures, samples, seconds


def report(options, figures, samples, seconds):
    count = sum(len(times) for times in figures.times.values())
    refused = {k: n for k, n in figures.statuses.items() if int(k.split()[-1]) >= 400}
    errors = sum(refused.values()) + sum(figures.failures.values())
    rows = {
        action: {
            "requests": len(times),
            **{f"p{round(p * 100)}_ms": round(quantile(times, p), 1) for p in (0.5, 0.95, 0.99)},
        }
        for action, times in sorted(figures.times.items())
    }
    everything = [one for times in figures.times.values() for one in times]
    rows["all"] = {
        "requests": count,
        **{f"p{round(p * 100)}_ms": round(quantile(everything, p), 1) for p in (0.5, 0.95, 0.99)},
    }
    print(f"{options.users} users, {seconds:.0f} s, {count} requests, {count / seconds:.1f} a second,"
          f" {errors} errors")  # fmt: skip
    for action, row in rows.items():
        print(f"  {action:22} {row['requests']:7}   p50 {row['p50_ms']:8.1f} ms"
              f"   p95 {row['p95_ms']:8.1f} ms   p99 {row['p99_ms']:8.1f} ms")  # fmt: skip
    for what, number in {**refused, **figures.failures}.items():
        print(f"  error: {what}: {number}")
    for one in samples:
        print(f"  at {one['second']:4} s   {one['memory_mb']:5} MB   "
              f"{one['processor_seconds']:7.1f} s of processor")  # fmt: skip
    return {
        "users": options.users, "seconds": round(seconds), "requests": count, "errors": errors,
        "actions": rows, "server": samples, "refused": refused, "failed": dict(figures.failures),
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kith", default=".build/release/kith")
    parser.add_argument("--users", type=int, default=400)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=8, help="mean seconds between two actions")
    parser.add_argument("--arrive", type=float, default=20, help="seconds in which all sign in")
    parser.add_argument("--drafts", type=int, default=3, help="drafts before a visit is kept")
    parser.add_argument("--children", type=int, default=600)
    parser.add_argument("--database", help="an empty PostgreSQL database; a file without it")
    parser.add_argument("--output", type=Path, help="also write the figures as JSON")
    options = parser.parse_args()
    root = Path(__file__).resolve().parents[1]
    names = (root / "Sources/Simulation/Resources/family-names.csv").read_text(encoding="utf-8")
    options.words = names.split()[1:]
    with tempfile.TemporaryDirectory() as folder:
        log = open(Path(folder) / "kith.log", "wb")
        database = options.database or f"{folder}/kith.sqlite"
        os.environ["KITH_KEY"] = f"{folder}/kith.key"
        process = subprocess.Popen(
            [options.kith, "demo", "--database", database, "--port", "0",
             "--children", str(options.children), "--format", "json"],
            stdout=subprocess.PIPE, stderr=log,
            # Many simulated people share an account and sign in within seconds.
            env={**os.environ, "KITH_LOG_LEVEL": "warning", "KITH_CONNECTIONS": "1000",
                 "KITH_SIGN_IN_FAILURES_PER_USER": "1000"},
        )  # fmt: skip
        try:
            line = process.stdout.readline()
            if not line:
                sys.exit((Path(folder) / "kith.log").read_text())
            told = json.loads(line)
            workers = workers_of(options, database, told)
            figures, samples, seconds = asyncio.run(measure(options, process, told, workers))
            result = report(options, figures, samples, seconds)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
        result["ended_with"] = process.returncode
        if options.output:
            options.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    sys.exit(1 if result["errors"] or process.returncode else 0)


if __name__ == "__main__":
    main()
