import re
import uuid

import pytest

from harness.checks import check_page

HEADING = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)


def files(child, end=""):
    header = f"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n{child},F,04/03/2014,WBRI,UN1,0,\n"
    reason = "E4A" if end else ""
    episodes = (
        f"{HEADING}\n{child},01/05/2025,S,C1,N1,U6,PR1,{end},{reason},,ZZ1 1AA,ZZ2 2BB,1234567\n"
    )
    return [
        {"name": "header.csv", "mimeType": "text/csv", "buffer": header.encode()},
        {"name": "episodes.csv", "mimeType": "text/csv", "buffer": episodes.encode()},
    ]


def hand_over(page, given):
    page.goto("/imports/new")
    check_page(page)
    page.locator("input[type=file]").set_input_files(given)
    page.get_by_label(re.compile("Which collection year")).select_option(label="2025-26")
    page.get_by_role("button", name="Read the files").click()


def wait_for(page, button):
    """The page of a running import asks again by itself, with or without scripts."""
    for _ in range(60):
        if button.count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError("the import did not come to an end: " + page.locator("main").inner_text())


@pytest.mark.signed_in_as("dataOfficer")
@pytest.mark.scripts("on", "off")
def test_files_are_previewed_confirmed_and_then_on_screen(page):
    child = "K" + uuid.uuid4().hex[:8].upper()
    hand_over(page, files(child))
    confirm = page.get_by_role("button", name=re.compile("Import|Confirm|Make these changes"))
    wait_for(page, confirm)
    check_page(page)
    preview = page.url
    page.get_by_role("link", name=re.compile("See what the rules")).click()
    check_page(page)
    assert page.get_by_role("link", name="CSV").is_visible()
    page.goto("/search?q=" + child)
    assert page.get_by_role("link", name=re.compile("Name not known")).count() == 0
    page.goto(preview)
    confirm.first.wait_for()
    confirm.first.click()
    page.wait_for_timeout(2000)
    page.goto("/search?q=" + child)
    link = page.get_by_role("link", name=re.compile("Name not known"))
    for _ in range(20):
        if link.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    link.first.click()
    check_page(page)
    page.goto("/imports")
    check_page(page)
    page.goto(preview)
    check_page(page)
    assert page.get_by_role("heading", name="Check of the files").is_visible()
    for format in ["html", "xlsx", "csv", "json"]:
        answer = page.request.get(page.url + "/check/" + format)
        assert answer.status == 200
        assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.signed_in_as("dataOfficer")
@pytest.mark.widths("phone")
def test_a_row_that_cannot_be_read_is_shown_with_its_place(page):
    child = "K" + uuid.uuid4().hex[:8].upper()
    hand_over(page, files(child, end="31/02/2026"))
    wait_for(page, page.get_by_role("button", name=re.compile("Import|Confirm|Make these changes")))
    check_page(page)
    text = page.locator("main").inner_text()
    assert "episodes.csv" in text and "31/02/2026" in text and "DEC" in text


@pytest.mark.signed_in_as("dataOfficer")
@pytest.mark.answers(400, 422)
@pytest.mark.widths("phone")
def test_a_file_that_is_no_return_is_refused_in_words(page):
    page.goto("/imports/new")
    page.locator("input[type=file]").set_input_files(
        [{"name": "photo.csv", "mimeType": "text/csv", "buffer": bytes(range(256)) * 8}]
    )
    page.get_by_role("button", name="Read the files").click()
    check_page(page)
    assert "not a text file" in page.locator("main").inner_text()


@pytest.mark.signed_in_as("socialWorker")
@pytest.mark.answers(403)
@pytest.mark.widths("phone")
def test_who_may_not_import_is_told_so(page):
    page.goto("/imports")
    check_page(page)
    assert page.locator("main").get_by_role("link", name="Import files").count() == 0


@pytest.mark.signed_in_as("dataOfficer")
@pytest.mark.scripts("on", "off")
def test_an_import_is_undone_after_it_was_shown(page, screenshot):
    child = "U" + uuid.uuid4().hex[:8].upper()
    hand_over(page, files(child))
    confirm = page.get_by_role("button", name="Import", exact=True)
    wait_for(page, confirm)
    submission = page.url
    confirm.click()
    button = page.get_by_role("button", name="Undo this import").or_(
        page.get_by_role("link", name="Undo this import")
    )
    wait_for(page, button)
    check_page(page)
    screenshot("imported")
    button.click()
    page.get_by_role("heading", name="Undo this import", level=1).wait_for()
    check_page(page)
    screenshot("shown first")
    assert page.get_by_text("The records of 1 child would be changed").is_visible()
    page.get_by_role("button", name="Undo this import").click()
    again = page.get_by_role("button", name="Check and import again")
    wait_for(page, again)
    check_page(page)
    assert page.get_by_role("heading", name="Import undone", level=1).is_visible()
    page.goto("/search?q=" + child)
    assert page.get_by_role("link", name=re.compile("Name not known")).count() == 0
    page.goto(submission)


@pytest.mark.signed_in_as("dataOfficer")
@pytest.mark.scripts("on", "off")
@pytest.mark.answers(422)
def test_reference_data_is_sent_in_and_switches_rules_on(page):
    page.goto("/imports")
    page.get_by_role("link", name="Reference data").click()
    page.get_by_role("heading", name="Reference data", level=1).wait_for()
    check_page(page)
    assert page.get_by_role("link", name="392c", exact=True).count() == 1
    postcodes = "POSTCODE,LAUA,EASTING,NORTHING\nLS1 4AP,E08000035,429000,433000\nx,E,1,1\n"
    page.locator("input[type=file]").set_input_files(
        [{"name": "postcodes.csv", "mimeType": "text/csv", "buffer": postcodes.encode()}]
    )
    page.get_by_role("button", name="Replace").click()
    page.get_by_text("Replaced: Postcodes.").wait_for()
    check_page(page)
    assert page.get_by_text(re.compile("line 3")).first.is_visible()
    page.goto("/reference")
    check_page(page)
    page.locator("input[type=file]").wait_for(state="attached")
    page.get_by_role("button", name="Replace").click()
    check_page(page)
    assert page.get_by_text("Choose files with reference data").first.is_visible()
