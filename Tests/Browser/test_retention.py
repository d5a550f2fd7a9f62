import re
import uuid

import pytest

from harness.checks import check_page
from harness.keyboard import tab_to
from harness.server import import_old_child, make_backup


@pytest.fixture
def child(kith, tmp_path):
    """The number of a child whose record is due."""
    number = "R" + uuid.uuid4().hex[:8].upper()
    import_old_child(kith, tmp_path, number)
    return number


@pytest.fixture
def officer(kith, browser, signed_in, view):
    """The page of a second person, who looks at it in the same way."""
    context = browser.new_context(
        base_url=kith.url, storage_state=signed_in(kith, "dataOfficer"), **view.context_options()
    )
    yield context.new_page()
    context.close()


def open_review(page, child):
    page.goto("/retention")
    page.get_by_role("link", name=re.compile(child)).click()
    page.get_by_role("heading", name="Keep or destroy this record").wait_for()


def decide(page, decision, reason=None):
    page.get_by_label(decision, exact=True).check()
    if reason:
        page.get_by_label("Why", exact=True).fill(reason)
    page.get_by_role("button", name=re.compile("^(Save the decision|Confirm)$")).click()


@pytest.mark.signed_in_as("teamManager")
@pytest.mark.scripts("on", "off")
@pytest.mark.answers(422)
def test_two_people_destroy_a_record(page, officer, child, kith, tmp_path, screenshot):
    make_backup(kith, tmp_path)
    page.goto("/retention")
    check_page(page)
    screenshot("list")
    open_review(page, child)
    check_page(page)
    screenshot("review")
    page.get_by_role("button", name="Save the decision").click()
    page.get_by_role("alert").get_by_text("Choose what you decide").wait_for()
    check_page(page)
    decide(page, "Propose to destroy it", "Nothing since 1926")
    page.get_by_text("Somebody else has to approve").first.wait_for()
    check_page(page)

    open_review(officer, child)
    decide(officer, "Approve the proposal", "Agreed")
    officer.get_by_text("It can be destroyed now").wait_for()
    check_page(officer)

    page.reload()
    screenshot("approved")
    decide(page, "Destroy it now")
    page.get_by_role("heading", name=re.compile("Certificate of destruction")).wait_for()
    check_page(page)
    text = page.locator("main").inner_text()
    assert child not in text
    assert "Backups that hold it" in text and "made.backup" in text
    page.emulate_media(media="print")
    screenshot("certificate printed")
    page.emulate_media(media="screen")
    page.goto("/search?q=" + child)
    assert page.get_by_role("link", name=re.compile(child)).count() == 0
    page.goto("/retention/destroyed")
    check_page(page)
    screenshot("destroyed")

    officer.goto("/retention/backups")
    check_page(officer)
    for box in officer.get_by_role("checkbox").all():
        box.check()
    officer.get_by_label("How do you know?").fill("Deleted on both machines")
    officer.get_by_role("button", name="Note that they are gone").click()
    officer.get_by_role("heading", name="Gone").wait_for()
    check_page(officer)
    page.goto("/retention/destroyed")
    page.get_by_role("link", name=re.compile("^Certificate")).first.click()
    assert "Backups that hold it" not in page.locator("main").inner_text()


@pytest.mark.signed_in_as("dataOfficer")
def test_a_hold_keeps_a_record_and_schedules_say_who_decided(page, child, screenshot):
    open_review(page, child)
    decide(page, "Place a legal hold", "Claim 2026/17")
    page.get_by_text("A legal hold keeps this record").wait_for()
    check_page(page)
    screenshot("held")
    page.goto("/retention/holds")
    check_page(page)
    screenshot("holds")
    page.get_by_role("link", name=re.compile("^Lift hold")).first.click()
    check_page(page)
    page.get_by_label("Why is it lifted?").fill("Settled")
    page.get_by_role("button", name="Lift the hold").click()
    page.get_by_role("heading", name="Lifted").wait_for()
    check_page(page)
    page.goto("/retention/schedules")
    check_page(page)
    page.get_by_label("Schedule", exact=True).select_option(label="Child in need")
    page.get_by_label("Years").fill("25")
    page.get_by_label(re.compile("Who decided")).fill("Cabinet, 3 March 2026")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="What was decided").wait_for()
    check_page(page)
    screenshot("schedules")


@pytest.mark.signed_in_as("teamManager")
@pytest.mark.widths("desktop")
def test_a_decision_can_be_taken_by_keyboard_alone(page, child):
    page.goto("/retention")
    tab_to(page, "link", f"Name not known (child {child})")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Keep or destroy this record").wait_for()
    tab_to(page, "radio", "Propose to destroy it")
    page.keyboard.press("Space")
    tab_to(page, "textbox", "Why")
    page.keyboard.type("Nothing since 1926")
    tab_to(page, "button", "Save the decision")
    page.keyboard.press("Enter")
    page.get_by_text("Somebody else has to approve").first.wait_for()
