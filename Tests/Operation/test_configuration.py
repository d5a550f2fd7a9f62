"""What is wrong with the settings is said before anything starts."""

import json
import os
import re
import subprocess

import pytest


@pytest.fixture
def kith(program, tmp_path):
    def run(*arguments, **variables):
        return subprocess.run(
            [program, *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=60,
            env={**{k: v for k, v in os.environ.items() if k[:5] != "KITH_"}, **variables},
        )  # fmt: skip

    return run


def test_all_mistakes_are_listed_at_once_and_nothing_is_started(kith, tmp_path):
    (tmp_path / "kith.conf").write_text(
        "database = new.sqlite\nport = 80a\nprot = 1\nmetrics-token = short\n"
        "trusted-proxies = 10.0.0.0/99\nconnections = 20\nnonsense\n",
        encoding="utf-8",
    )
    ended = kith(
        "serve", "--configuration", "kith.conf", "--set", "log-format=xml", KITH_BEHIND_TLS="perhaps"
    )
    assert ended.returncode == 2
    told = ended.stderr
    assert "7 mistakes" in told
    for words in (
        'kith.conf, line 2: port is "80a"; expected a whole number from 0 to 65535.',
        "kith.conf, line 3: prot cannot be used; expected a setting of Kith, such as port.",
        "kith.conf, line 4: metrics-token cannot be used; expected a secret of at least 16 letters.",
        'kith.conf, line 5: trusted-proxies is "10.0.0.0/99"; expected addresses or networks',
        "kith.conf, line 7: This line cannot be used; expected name = value.",
        'option --set: log-format is "xml"; expected text or json.',
        'variable KITH_BEHIND_TLS: behind-tls is "perhaps"; expected yes or no.',
    ):
        assert words in told
    assert "short" not in told
    assert not (tmp_path / "new.sqlite").exists()


def test_what_does_not_go_together_is_said(kith):
    ended = kith("configuration", KITH_CONNECTIONS="20", KITH_TLS_KEY="a.pem")
    assert ended.returncode == 2
    assert "requests-at-once is 200; expected at most connections, 20." in ended.stderr
    assert "tls-certificate and tls-key: expected both, or neither." in ended.stderr


def test_what_is_in_force_is_printed_with_where_it_was_chosen(kith, tmp_path):
    (tmp_path / "a.conf").write_text(
        "port = 1\nhost = 127.0.0.2\nmetrics-token = a-very-secret-word\n", encoding="utf-8"
    )
    ended = kith(
        "configuration", "--format", "json", "--port", "3",
        KITH_CONFIGURATION="a.conf", KITH_PORT="2", KITH_HOST="127.0.0.3", KITH_PROT="4",
    )  # fmt: skip
    assert ended.returncode == 0
    held = {one["name"]: (one["value"], one["from"]) for one in json.loads(ended.stdout)}
    assert held["port"] == ("3", "option --port")
    assert held["host"] == ("127.0.0.3", "variable KITH_HOST")
    assert held["metrics-token"] == ("(secret, not shown)", "a.conf, line 3")
    assert held["log-format"] == ("text", "standard")
    assert "a-very-secret-word" not in ended.stdout + ended.stderr
    assert "Is it meant to be KITH_PORT?" in ended.stderr


@pytest.mark.parametrize(
    "address, shown",
    [
        ("postgres://kith:se:c@ret@db.example:5432/kith", "postgres://kith:(not shown)@db.example:"),
        ("postgres:///kith?user=kith&password=secret&sslmode=verify-full", "&password=(not shown)&"),
        ("postgres://kith@db/kith", "postgres://kith@db/kith"),
        ("/srv/a:b@c/kith.sqlite", "/srv/a:b@c/kith.sqlite"),
    ],
)
def test_the_password_of_a_database_is_not_shown(kith, address, shown):
    told = kith("configuration", KITH_DATABASE=address).stdout
    assert shown in told
    assert "secret" not in told and "c@ret" not in told


def test_a_port_that_is_taken_is_said(kith, start):
    server = start()
    port = server.url.rpartition(":")[2]
    ended = kith("serve", "--database", str(server.database), "--port", port)
    assert ended.returncode == 2
    assert f"Kith cannot serve on 127.0.0.1, port {port}" in ended.stderr
    assert "no other program listens there" in ended.stderr


def test_a_file_that_is_not_there_is_said(kith):
    ended = kith("serve", "--configuration", "gone.conf")
    assert ended.returncode == 2
    assert "gone.conf cannot be read" in ended.stderr


def test_the_operating_guide_lists_every_setting_as_it_is(kith, root):
    table = kith("configuration", "--format", "markdown").stdout.strip()
    guide = (root / "docs/operating.md").read_text(encoding="utf-8")
    written = re.search(r"<!-- settings -->\n(.*?)\n<!-- end of settings -->", guide, re.DOTALL)
    assert written.group(1).strip() == table


def test_the_shipped_settings_are_right(kith, root):
    ended = kith("configuration", "--configuration", str(root / "deploy/systemd/kith.conf"))
    assert ended.returncode == 0, ended.stderr
    assert "trusted-proxies" in ended.stdout
