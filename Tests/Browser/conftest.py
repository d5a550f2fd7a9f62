"""The fixtures of the browser tests. They build nothing: `make browser-tests` runs them on the debug
build, or on the program that KITH_BINARY names."""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from harness.console import Console
from harness.server import start_server
from harness.signing_in import sign_in
from harness.view import views_for

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / ".set-up/screenshots"
CHROMIUM = os.environ.get("KITH_CHROMIUM", "/usr/bin/chromium")
KITH = os.environ.get("KITH_BINARY", str(ROOT / ".build/debug/kith"))


def pytest_sessionstart():
    """Leaves only this run's screenshots."""
    shutil.rmtree(SCREENSHOTS, ignore_errors=True)


def pytest_generate_tests(metafunc):
    """Runs a test that asks for a page once for each view that its markers name."""
    if "view" in metafunc.fixturenames:
        markers = {}
        for marker in metafunc.definition.iter_markers():
            markers.setdefault(marker.name, marker)
        metafunc.parametrize("view", views_for(markers), ids=str)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Shows what the server logged during a test that failed, and tells fixtures that it failed."""
    report = yield
    if call.when == "setup":
        item.has_failed = False
    if report.failed:
        item.has_failed = True
        server = item.funcargs.get("kith")
        if server is not None:
            log = server.log_from(getattr(item, "log_start", 0))
            report.sections.append(("Kith's log during this test", log[-5000:]))
    return report


@pytest.fixture(scope="session")
def program():
    """The program that is tried."""
    return KITH


@pytest.fixture(scope="session")
def kith(tmp_path_factory):
    """A Kith of its own for the whole run, with a fictional authority of 60 children."""
    server = start_server(KITH, tmp_path_factory.mktemp("kith"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium. It runs without its sandbox, which needs rights that containers lack; it
    only ever shows pages of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(browser):
    """Gives the cookies of somebody with a role, who is signed in once for the whole run.

    The self-test has a server of its own, so cookies are kept for each server apart."""
    cookies = {}

    def cookies_of(kith, role):
        if (kith.url, role) not in cookies:
            context = browser.new_context(base_url=kith.url)
            sign_in(context.new_page(), kith.user(role))
            cookies[kith.url, role] = context.storage_state()
            context.close()
        return cookies[kith.url, role]

    return cookies_of


@pytest.fixture
def context(view, kith, browser, signed_in):
    """A browser as the view says, with nothing open."""
    is_known = view.role and not view.signs_in_afresh
    context = browser.new_context(
        base_url=kith.url,
        storage_state=signed_in(kith, view.role) if is_known else None,
        **view.context_options(),
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def console(context, kith, request):
    """What went wrong while pages were used; checked when the test ends."""
    marker = request.node.get_closest_marker("answers")
    return Console(context, kith.url, marker.args if marker else ())


@pytest.fixture
def page(context, console, view, kith, request):
    """An empty page; `page.goto("/path")` opens a page of Kith. How it looks when the test ends is
    kept in .set-up/screenshots."""
    request.node.log_start = kith.log.stat().st_size
    page = context.new_page()
    if view.role and view.signs_in_afresh:
        sign_in(page, kith.user(view.role))
    yield page
    if not page.is_closed():
        take_screenshot(page, request.node.name)
    if not request.node.has_failed:
        console.check_clean()


@pytest.fixture
def screenshot(page, request):
    """Keeps how the page looks in the middle of a test: `screenshot("before saving")`."""

    def keep(name):
        return take_screenshot(page, f"{request.node.name}-{name}")

    return keep


def take_screenshot(page, name):
    """Writes .set-up/screenshots/NAME.png, and returns its path."""
    name = re.sub(r"[^\w.]+", "-", name.removeprefix("test_")).strip("-")
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path
