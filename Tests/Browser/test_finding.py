import pytest

from harness.checks import check_page
from harness.keyboard import press, tab_to, type_text
from steps import open_own_child


@pytest.mark.signed_in_as("socialWorker")
@pytest.mark.scripts("on", "off")
def test_a_child_is_found_by_a_misspelt_name(page):
    page.goto("/children")
    name = page.locator("main table tbody a").first.inner_text()
    first = name.split()[0]
    # Two letters have changed places, as fingers do.
    page.goto("/search?q=" + first[0] + first[2] + first[1] + first[3:])
    check_page(page)
    assert page.get_by_role("link", name=name).first.is_visible()
    assert page.get_by_text("Found by").first.is_visible()


@pytest.mark.signed_in_as("socialWorker")
@pytest.mark.widths("desktop")
def test_searching_works_with_the_keyboard_alone(page):
    page.goto("/children")
    name = page.locator("main table tbody a").first.inner_text()
    page.goto("/search")
    tab_to(page, "searchbox", "Name, date of birth, number or postcode")
    type_text(page, name.split()[0].lower())
    press(page, "Enter")
    page.wait_for_url("**/search?q=*")
    tab_to(page, "link", name)
    press(page, "Enter")
    page.get_by_role("heading", name="Overview", level=1).wait_for()
    assert page.locator("main").get_by_text("You are the allocated social worker").is_visible()


@pytest.mark.signed_in_as("socialWorker")
def test_nobody_found_is_said_with_advice(page):
    page.goto("/search?q=zzzzqqq")
    check_page(page)
    assert page.get_by_role("status").inner_text() != ""


@pytest.mark.signed_in_as("teamManager", "dataOfficer")
@pytest.mark.scripts("on", "off")
def test_children_are_listed_filtered_sorted_and_taken_away(page, view):
    page.goto("/children")
    check_page(page)
    total = page.get_by_role("status").inner_text()
    page.goto("/children?status=careLeaver")
    check_page(page)
    assert page.get_by_role("status").inner_text() != total
    page.goto("/children?sort=daysOpen&direction=descending")
    check_page(page)
    heading = page.get_by_role("columnheader", name="Days open")
    assert heading.get_attribute("aria-sort") == "descending"
    days = [
        int(cells[4].replace(",", ""))
        for cells in page.locator("main tbody tr").evaluate_all(
            "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
        )
        if cells[4]
    ]
    assert days == sorted(days, reverse=True)


@pytest.mark.signed_in_as("dataOfficer")
@pytest.mark.widths("desktop")
def test_the_list_is_taken_away_as_a_file(page):
    page.goto("/children")
    answer = page.request.get("/children.csv")
    assert answer.status == 200
    assert "attachment" in answer.headers["content-disposition"]
    # Excel needs the mark at the beginning to read names with accents.
    assert answer.body().startswith(b"\xef\xbb\xbf")


@pytest.mark.signed_in_as("socialWorker")
@pytest.mark.scripts("on", "off")
@pytest.mark.parametrize("part", ["", "/timeline", "/chronology", "/family", "/details"])
def test_every_part_of_a_record_can_be_read(page, part):
    record = open_own_child(page)
    page.goto(record + part)
    check_page(page)


@pytest.mark.signed_in_as("socialWorker")
def test_a_fact_has_its_history(page):
    record = open_own_child(page)
    page.goto(record + "/chronology")
    page.locator("main a[href*='/facts/']").first.click()
    check_page(page)
    assert page.get_by_role("heading", name="History").is_visible()


@pytest.mark.signed_in_as("socialWorker")
@pytest.mark.scripts("off")
def test_a_record_is_shown_as_it_was_known_before_anything_was(page):
    record = open_own_child(page)
    page.goto(record + "?known=1999-12-31")
    check_page(page)
    assert page.get_by_text("Kith held nothing about this child").first.is_visible()


@pytest.mark.signed_in_as("systemCustodian")
@pytest.mark.answers(403)
def test_a_custodian_sees_no_child(page):
    page.goto("/children")
    assert page.locator("main table tbody a").count() == 0
