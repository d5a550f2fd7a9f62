"""nginx from Debian with the configuration that is shipped, in front of Kith."""

import os
import re
import shutil
import subprocess
import time

import pytest
from client import Client
from harness.server import free_port
from test_bounds import MEGABYTE, note, signed_in, upload

NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")


class Proxy:
    def __init__(self, plain, url, folder):
        self.plain, self.url, self.folder = plain, url, folder

    def log(self):
        return (self.folder / "kith.log").read_text(encoding="utf-8")


@pytest.fixture
def proxied(start, root, tmp_path):
    """Kith with nginx in front of it, on ports of their own; gives both."""
    server = start(
        KITH_BEHIND_TLS="yes", KITH_TRUSTED_PROXIES="127.0.0.1",
        KITH_SIGN_IN_FAILURES_PER_ADDRESS=3,
    )  # fmt: skip
    plain, secure = free_port(), free_port()
    folder = tmp_path / "nginx"
    folder.mkdir()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    shipped = (root / "deploy/nginx/kith.conf").read_text(encoding="utf-8")
    # Only what is marked, and what belongs to the machine, is changed.
    changes = [
        (r"server 127\.0\.0\.1:8080;", f"server {server.url.removeprefix('http://')};"),
        (r"listen 80;", f"listen 127.0.0.1:{plain};"),
        (r"listen 443 ", f"listen 127.0.0.1:{secure} "),
        (r"\n  listen \[::\][^\n]*", ""),
        (r"server_name kith\.example\.org;", "server_name localhost;"),
        (r"/etc/ssl/kith/fullchain\.pem", str(folder / "certificate.pem")),
        (r"/etc/ssl/kith/privkey\.pem", str(folder / "key.pem")),
        (r"/var/log/nginx/", f"{folder}/"),
        (r"https://\$host\$", f"https://$host:{secure}$"),
    ]
    for pattern, replacement in changes:
        shipped, count = re.subn(pattern, lambda _, text=replacement: text, shipped)
        assert count, f"{pattern} is no longer in the shipped configuration"
    (folder / "kith.conf").write_text(shipped, encoding="utf-8")
    temporary = "".join(
        f"  {name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        + ("user root;\n" if os.geteuid() == 0 else "")
        + "events {}\nhttp {\n" + temporary + f"  include {folder}/kith.conf;\n}}\n",
        encoding="utf-8",
    )  # fmt: skip
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    proxy = Proxy(f"http://localhost:{plain}", f"https://localhost:{secure}", folder)
    proxy.plain = f"http://127.0.0.1:{plain}"
    proxy.url = f"https://127.0.0.1:{secure}"
    for _ in range(100):
        try:
            Client(proxy.url).get("/health")
            break
        except OSError:
            time.sleep(0.05)
    yield server, proxy
    process.terminate()
    process.wait(20)


def test_browsers_are_led_to_https_and_kept_there(proxied):
    server, proxy = proxied
    sent = Client(proxy.plain).get("/children?q=Ada")
    assert sent.status == 301
    assert sent.headers["Location"] == f"{proxy.url}/children?q=Ada"
    client = Client(proxy.url)
    answer = client.get("/sign-in")
    assert answer.status == 200
    assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    assert len(answer.headers.get_all("Content-Security-Policy")) == 1
    assert answer.headers["Server"] == "nginx"
    assert client.sign_in(server.user("socialWorker")).status == 303
    assert "__Host-kith-session" in client.cookies
    set_cookie = answer.headers["Set-Cookie"]
    for part in ("__Host-kith-sign-in=", "; Secure", "; HttpOnly", "; Path=/", "; SameSite=Lax"):
        assert part in set_cookie
    assert client.get("/").status == 200


def test_sign_ins_are_counted_by_the_address_of_the_client_and_no_other(proxied):
    server, proxy = proxied
    worker = server.user("socialWorker")
    for number in range(3):
        spoofing = Client(
            proxy.url, "127.0.0.2", headers={"X-Forwarded-For": f"203.0.113.{number}"}
        )
        assert spoofing.sign_in(f"nobody{number}", "wrong").status == 422
    # What the client wrote into the header did not help it.
    spoofing.headers = {"X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9"}
    assert spoofing.sign_in(worker).status == 429
    assert Client(proxy.url, "127.0.0.3").sign_in(worker).status == 303
    # Whoever goes past the proxy cannot speak for others either.
    direct = Client(server.url, "127.0.0.4", headers={"X-Forwarded-For": "127.0.0.2"})
    assert direct.sign_in(worker).status == 303


def test_only_new_protocols_are_spoken(proxied):
    _, proxy = proxied
    place = proxy.url.removeprefix("https://")
    spoken = {}
    for version in ("-tls1_1", "-tls1_2", "-tls1_3"):
        tried = subprocess.run(
            ["openssl", "s_client", "-connect", place, version, "-cipher", "ALL:@SECLEVEL=0"],
            input=b"", capture_output=True, timeout=20, check=False,
        )  # fmt: skip
        spoken[version] = tried.returncode == 0
    assert spoken == {"-tls1_1": False, "-tls1_2": True, "-tls1_3": True}


def test_what_is_for_the_machine_is_not_shown_through_the_proxy(proxied):
    server, proxy = proxied
    assert Client(proxy.url).get("/metrics").status == 404
    assert Client(server.url, headers={"X-Forwarded-For": "x"}).get("/metrics").status == 404
    assert "kith_uptime_seconds" in Client(server.url).get("/metrics").text


def test_the_log_of_the_proxy_holds_no_address_of_a_page(proxied):
    server, proxy = proxied
    client = Client(proxy.url)
    answer = client.get("/search?q=Ada+Example")
    # nginx writes the line after it has answered.
    deadline = time.monotonic() + 10
    while answer.headers["X-Request-ID"] not in proxy.log() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert answer.headers["X-Request-ID"] in proxy.log()
    assert "Ada" not in proxy.log() and "search" not in proxy.log()


def test_a_hundred_megabytes_go_through(proxied):
    server, proxy = proxied

    class Through:
        url = proxy.url

    officer = signed_in(Through, server.user("dataOfficer"))
    begun = time.monotonic()
    answer = upload(officer, 100 * MEGABYTE)
    assert answer.status == 422 and "a.bin" in answer.text
    note("100 MB through nginx, debug build", seconds=round(time.monotonic() - begun, 1))
    assert upload(officer, 258 * MEGABYTE).status == 413
