import json
import re
from pathlib import Path

import pytest

from harness.checks import check_page
from harness.server import make_emergency_pack, set_emergency_passphrase

PASSPHRASE = "lantern orchard copper tide"
KEPT = Path(__file__).parent / "kept"


@pytest.fixture(scope="module")
def pack(kith, tmp_path_factory):
    """An emergency pack of the running Kith, as a file."""
    folder = tmp_path_factory.mktemp("pack")
    set_emergency_passphrase(kith, folder, PASSPHRASE)
    return make_emergency_pack(kith, folder)


@pytest.mark.signed_in_as("teamManager")
@pytest.mark.scripts("on", "off")
@pytest.mark.answers(422)
def test_a_manager_sets_a_passphrase_and_a_pack_made_by_another_opens_with_it(
    page, kith, tmp_path, screenshot
):
    words = "harbour violin pepper cloud"
    page.goto("/emergency")
    check_page(page)
    page.get_by_label("Emergency passphrase", exact=True).fill(words)
    page.get_by_label("The same again").fill(words + "s")
    page.get_by_role("button", name="Set the emergency passphrase").click()
    check_page(page)
    assert "The two are not the same" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Emergency passphrase", exact=True).input_value() == ""
    page.get_by_label("Emergency passphrase", exact=True).fill(words)
    page.get_by_label("The same again").fill(words)
    page.get_by_role("button", name="Set the emergency passphrase").click()
    page.get_by_text("Your emergency passphrase is set").wait_for()
    check_page(page)
    screenshot("set")
    made = make_emergency_pack(kith, tmp_path)
    assert kith.user("teamManager").name in made.read_text(encoding="utf-8")
    set_emergency_passphrase(kith, tmp_path, PASSPHRASE)


@pytest.mark.widths("desktop")
def test_any_one_of_several_passphrases_opens_it(page, kith, pack, tmp_path):
    # The pack that was made before opens with what it was made for, whatever was set since.
    set_emergency_passphrase(kith, tmp_path, "harbour violin pepper cloud")
    later = make_emergency_pack(kith, tmp_path)
    open_locked(page, pack)
    unlock(page, PASSPHRASE)
    page.locator("article").first.wait_for()
    open_locked(page, later)
    unlock(page, PASSPHRASE)
    page.get_by_role("alert").get_by_text("This is not the passphrase").wait_for()
    unlock(page, "harbour violin pepper cloud")
    page.locator("article").first.wait_for()
    set_emergency_passphrase(kith, tmp_path, PASSPHRASE)


@pytest.mark.widths("desktop")
@pytest.mark.parametrize("field", ["content", "key", "ephemeral", "private"])
def test_changed_bytes_open_nothing(page, pack, tmp_path, field):
    text = pack.read_text(encoding="utf-8")
    found = re.search(r'<script id="locked" type="application/json">(.*?)</script>', text, re.DOTALL)
    locked = json.loads(found.group(1))
    place = locked if field == "content" else locked["ways"][0]
    letters = list(place[field])
    letters[40] = "A" if letters[40] != "A" else "B"
    place[field] = "".join(letters)
    changed = tmp_path / "changed.html"
    changed.write_text(text.replace(found.group(1), json.dumps(locked)), encoding="utf-8")
    open_locked(page, changed)
    unlock(page, PASSPHRASE)
    page.get_by_role("alert").get_by_text("damaged").wait_for()
    assert page.locator("article").count() == 0


@pytest.mark.widths("desktop")
def test_a_pack_of_the_version_before_still_opens(page):
    open_locked(page, KEPT / "pack-1.html")
    unlock(page, PASSPHRASE)
    page.locator("article").first.wait_for()


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
    # A family is told once; the index says where a child stands.
    assert page.get_by_text("The same family as of").count() > 0
    assert page.locator(".where").first.is_visible()


def test_what_is_locked_cannot_be_read_in_the_file(pack):
    text = pack.read_text(encoding="utf-8")
    assert "<article" not in text
    assert "Born" not in text
