"""Puts a pretended Kith in the place of the real one for the tests in this folder."""

from pathlib import Path

import pytest

from harness.server import start_server

PRETEND_KITH = Path(__file__).parent / "pretend_kith.py"


@pytest.fixture(scope="session")
def kith(tmp_path_factory):
    server = start_server(PRETEND_KITH, tmp_path_factory.mktemp("pretend-kith"))
    yield server
    server.stop()


@pytest.fixture
def pretend_kith():
    """The program itself, for tests that start it."""
    return PRETEND_KITH
