import pytest

from harness.checks import check_page
from harness.server import make_emergency_pack

PASSPHRASE = "lantern orchard copper tide"


@pytest.fixture(scope="module")
def pack(kith, tmp_path_factory):
    """An emergency pack of the running Kith, as a file."""
    return make_emergency_pack(kith, tmp_path_factory.mktemp("pack"), PASSPHRASE)


def open_locked(page, pack):
    """Opens the file without a network."""
    page.context.set_offline(True)
    page.goto(pack.as_uri())


def unlock(page, passphrase):
    page.get_by_label("Passphrase").fill(passphrase)
    page.get_by_role("button", name="Open").click()


def test_the_pack_opens_offline_with_its_passphrase(page, pack, screenshot):
    open_locked(page, pack)
    check_page(page)
    assert "passphrase" in page.locator("main").inner_text()
    screenshot("locked")
    unlock(page, PASSPHRASE)
    page.locator("article").first.wait_for()
    check_page(page)
    assert page.locator("article").count() > 10
    assert page.locator("h1").evaluate("heading => heading === document.activeElement")
    # The contents lead to a team, and by name to a child.
    team = page.get_by_role("navigation", name="By team").get_by_role("link").first
    name = team.inner_text()
    team.click()
    assert page.locator("h2:target").inner_text() == name
    child = page.get_by_role("navigation", name="By name").get_by_role("link").last
    name = child.inner_text()
    child.click()
    assert page.locator("article:target h4").inner_text() == name
    assert page.locator("article:target").get_by_text("Born", exact=True).count() == 1


def test_another_passphrase_opens_nothing_and_is_told_so(page, pack):
    open_locked(page, pack)
    unlock(page, PASSPHRASE + "s")
    page.get_by_role("alert").get_by_text("This is not the passphrase").wait_for()
    check_page(page)
    assert page.locator("article").count() == 0
    # The right one still opens it.
    unlock(page, PASSPHRASE)
    page.locator("article").first.wait_for()


@pytest.mark.scripts("off")
def test_without_scripts_the_file_says_what_to_do(page, pack):
    open_locked(page, pack)
    check_page(page)
    assert "Turn on scripts" in page.locator("main").inner_text()


@pytest.mark.widths("desktop")
def test_it_can_be_printed_with_nobody_torn_in_two(page, pack, screenshot):
    open_locked(page, pack)
    unlock(page, PASSPHRASE)
    page.locator("article").first.wait_for()
    page.emulate_media(media="print")
    screenshot("printed")
    breaks = page.locator("article").evaluate_all(
        "all => all.map(one => getComputedStyle(one).breakInside)"
    )
    assert set(breaks) == {"avoid"}


def test_what_is_locked_cannot_be_read_in_the_file(pack):
    text = pack.read_text(encoding="utf-8")
    assert "<article" not in text
    assert "Born" not in text
