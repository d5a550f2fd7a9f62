import re

import pytest

from harness.checks import check_page
from harness.keyboard import press, tab_to, type_text
from steps import open_own_child


@pytest.mark.signed_in_as("socialWorker", "teamManager", "dataOfficer")
@pytest.mark.scripts("on", "off")
@pytest.mark.parametrize("view_of", ["", "?view=child", "?view=list"])
def test_what_would_fail_is_shown_by_rule_by_child_and_one_by_one(page, view_of):
    page.goto("/findings" + view_of)
    check_page(page)
    # Whether anything is found depends on the children; that it is said does not.
    assert page.get_by_role("status").inner_text() != ""


@pytest.mark.signed_in_as("teamManager", "dataOfficer")
@pytest.mark.parametrize("view_of", ["worker", "team"])
def test_who_answers_for_others_sees_findings_by_worker_and_team(page, view_of):
    page.goto("/findings?view=" + view_of)
    check_page(page)
    assert page.locator("main table tbody tr").count() > 0


@pytest.mark.signed_in_as("socialWorker")
@pytest.mark.widths("desktop")
def test_a_worker_is_not_offered_other_workers(page):
    page.goto("/findings")
    ways = page.get_by_role("navigation", name="Ways to look at it")
    assert ways.get_by_role("link", name="By worker").count() == 0
    assert ways.get_by_role("link", name="By child").count() == 1


@pytest.mark.signed_in_as("dataOfficer")
@pytest.mark.scripts("on", "off")
def test_a_finding_leads_to_its_rule_its_child_and_the_fact_to_mend(page):
    page.goto("/findings?view=list")
    page.locator("main table tbody a[href*='/facts/']").first.click()
    check_page(page)
    assert page.get_by_role("heading", name="History").is_visible()
    page.goto("/findings?view=list")
    page.locator("main table tbody a[href$='/returns']").first.click()
    check_page(page)
    assert page.get_by_role("heading", name="Returns check", level=1).is_visible()
    assert page.locator("main table tbody tr").count() > 0
    page.goto("/findings")
    page.locator("main table tbody a[href^='/rules/']").first.click()
    check_page(page)
    assert page.get_by_role("heading", name="An example that fails").first.is_visible()
    assert page.get_by_text("Flagged", exact=True).count() > 0
    assert page.get_by_text("own documents were not at hand").first.is_visible()


@pytest.mark.signed_in_as("socialWorker")
@pytest.mark.widths("desktop")
def test_findings_are_filtered_with_the_keyboard_alone(page):
    # With a filter chosen, the filters are open.
    page.goto("/findings?view=list&rule=zz")
    tab_to(page, "textbox", "Rule")
    type_text(page, "356")
    press(page, "Enter")
    page.wait_for_url("**/findings?*rule=356*")
    check_page(page)
    assert page.get_by_role("link", name=re.compile("Remove this filter: Rule 356")).count() == 1


@pytest.mark.signed_in_as("dataOfficer")
@pytest.mark.widths("desktop")
def test_findings_are_taken_away_as_a_file(page):
    page.goto("/findings")
    answer = page.request.get("/findings.csv")
    assert answer.status == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.body().startswith(b"\xef\xbb\xbf")


@pytest.mark.signed_in_as("socialWorker")
@pytest.mark.scripts("on", "off")
def test_rules_are_found_by_words_and_read(page):
    page.goto("/rules")
    check_page(page)
    page.get_by_label("Code or words").fill("356")
    page.get_by_label("Collection year").select_option(label="2025-26")
    page.get_by_role("button", name="Find rules").click()
    check_page(page)
    page.get_by_role("link", name="356", exact=True).click()
    check_page(page)
    assert page.get_by_role("heading", name="Rule 356", level=1).is_visible()
    assert page.get_by_role("heading", name="An example that passes").is_visible()


@pytest.mark.signed_in_as("socialWorker")
def test_a_record_says_what_the_returns_would_say_of_it(page):
    record = open_own_child(page)
    page.goto(record + "/returns")
    check_page(page)
    assert page.get_by_role("heading", name="Returns check", level=1).is_visible()


@pytest.mark.signed_in_as("systemCustodian")
@pytest.mark.answers(403)
def test_a_custodian_sees_no_findings(page):
    page.goto("/findings")
    assert page.locator("main table").count() == 0
