"""A Kith that starts or stops badly fails the run, and says why."""

import pytest

from harness import server
from harness.server import start_server


def test_a_server_answers_until_it_is_stopped(pretend_kith, tmp_path):
    running = start_server(pretend_kith, tmp_path)
    assert running.user("socialWorker").name == "Wren Example"
    running.stop()
    assert running.process.returncode == 0


@pytest.mark.parametrize(
    ("misdeed", "message"),
    [
        ("fails", "(?s)exit code 1 before it listened.*the disk is full"),
        ("says-nothing", "did not say within 1 s that it listens"),
        ("babbles", "not what was agreed.*Welcome!"),
    ],
)
def test_a_bad_start_is_explained(pretend_kith, tmp_path, monkeypatch, misdeed, message):
    monkeypatch.setattr(server, "SECONDS_TO_START", 1)
    with pytest.raises(AssertionError, match=message):
        start_server(pretend_kith, tmp_path, environment={"PRETEND": misdeed})


def test_a_program_that_is_not_built_is_named(tmp_path):
    with pytest.raises(AssertionError, match="gone could not be started: No such file"):
        start_server(tmp_path / "gone", tmp_path)


def test_a_server_that_does_not_stop_is_ended_and_reported(pretend_kith, tmp_path, monkeypatch):
    monkeypatch.setattr(server, "SECONDS_TO_STOP", 1)
    running = start_server(pretend_kith, tmp_path, environment={"PRETEND": "ignores-signals"})
    with pytest.raises(AssertionError, match="did not stop within 1 s"):
        running.stop()
    assert running.process.returncode is not None


def test_a_role_that_nobody_has_is_reported(kith):
    with pytest.raises(AssertionError, match="nobody has the role teamManager.*socialWorker"):
        kith.user("teamManager")
