"""The fixtures of the tests of running Kith. They build nothing; KITH_BINARY names another program."""

import os
import shutil
from pathlib import Path

import pytest
from harness.server import start_server

ROOT = Path(__file__).resolve().parents[2]
KITH = os.environ.get("KITH_BINARY", str(ROOT / ".build/debug/kith"))


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def program():
    return KITH


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A folder with the database of a small fictional authority; copied, never served."""
    folder = tmp_path_factory.mktemp("made")
    start_server(KITH, folder, children=8).stop()
    return folder


@pytest.fixture
def start(made, tmp_path):
    """Starts a Kith on a copy of the fictional authority, with settings as their variables have
    them: `start(KITH_IDLE_SECONDS=2)`. It is stopped when the test ends."""
    started = []

    def begin(folder=None, **settings):
        folder = folder or tmp_path / f"kith-{len(started)}"
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "kith.sqlite").exists():
            for name in ("kith.sqlite", "kith.sqlite.key"):
                shutil.copy(made / name, folder / name)
        environment = {name: str(value) for name, value in settings.items()}
        # Python ignores SIGXFSZ; so does Kith then, and a limit on files is a refused write to it.
        started.append(
            start_server(KITH, folder, children=8, environment=environment, restore_signals=False)
        )
        return started[-1]

    yield begin
    for server in started:
        server.stop()
