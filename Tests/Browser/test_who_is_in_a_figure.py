import re

import pytest

from harness.checks import check_page
from harness.keyboard import press, tab_to


@pytest.mark.signed_in_as("socialWorker", "teamManager", "dataOfficer")
@pytest.mark.scripts("on", "off")
@pytest.mark.parametrize("indicator", ["cinRate", "threePlacements", "sdqAverage"])
def test_who_is_in_a_figure_is_listed_with_the_rules(page, indicator):
    page.goto(f"/outcomes/{indicator}/children")
    check_page(page)
    assert page.get_by_role("status").inner_text() != ""
    page.get_by_text("Who counts", exact=True).click()
    check_page(page)
    assert page.get_by_text("Definition 1.").is_visible()


@pytest.mark.signed_in_as("dataOfficer")
@pytest.mark.scripts("on", "off")
def test_another_day_is_chosen_and_a_child_leads_to_the_record(page):
    page.goto("/outcomes/cinRate/children")
    days = page.get_by_label("Another day")
    other = days.locator("option").nth(2).get_attribute("value")
    days.select_option(other)
    page.get_by_role("button", name="Show that day").click()
    page.wait_for_url(f"**/outcomes/cinRate/children?*at={other}*")
    check_page(page)
    page.locator("main table tbody th a").first.click()
    page.wait_for_url(re.compile(r"/children/\w+$"))


@pytest.mark.signed_in_as("dataOfficer")
@pytest.mark.widths("desktop")
def test_all_among_whom_they_are_counted_are_reached_with_the_keyboard(page):
    page.goto("/outcomes/threePlacements/children")
    tab_to(page, "link", "All among whom they are counted")
    press(page, "Enter")
    page.wait_for_url("**/outcomes/threePlacements/children?*of=all*")
    check_page(page)
    assert page.locator("main table tbody tr").count() > 0


@pytest.mark.signed_in_as("dataOfficer")
@pytest.mark.widths("desktop")
def test_the_list_is_taken_away_as_a_file(page):
    answer = page.request.get("/outcomes/cinRate/children.csv")
    assert answer.status == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.body().startswith(b"\xef\xbb\xbf")


@pytest.mark.signed_in_as("systemCustodian")
@pytest.mark.answers(403)
def test_a_custodian_sees_no_figures_of_records(page):
    page.goto("/outcomes/cinRate/children")
    assert page.locator("main table").count() == 0
