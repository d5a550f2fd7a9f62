import re

import pytest

from harness.checks import check_page
from harness.keyboard import press, tab_to, type_text
from harness.server import start_shared_server


@pytest.fixture(scope="module")
def kith(program, tmp_path_factory):
    """A Kith of Leeds, of which figures are published."""
    people = [
        ("rowan", "Rowan Ash", "principalSocialWorker"),
        ("moss", "Moss Fable", "teamManager"),
    ]
    server = start_shared_server(program, tmp_path_factory.mktemp("leeds"), ["383"], people)
    yield server
    server.stop()


def decide(page, indicator, year, reason):
    """Recalculates from the page of an indicator; the decision's own page is open when this returns."""
    page.goto(f"/outcomes/{indicator}")
    page.get_by_label("First year with new limits").select_option(value=str(year))
    page.get_by_role("button", name="Recalculate from here").click()
    page.get_by_role("heading", name="Recalculate limits").wait_for()
    page.get_by_label("Why?").fill(reason)
    page.get_by_role("button", name="Save the decision").click()
    page.get_by_role("heading", name=f"New limits from {year}").wait_for()


def take_back(page):
    """Takes the decision back whose page is open, so that the next test can make it again."""
    page.get_by_role("link", name="Every version").click()
    check_page(page)
    page.get_by_label("Why?").fill("It had not changed after all")
    page.get_by_role("button", name="Take it out").click()
    page.get_by_role("heading", name="Learning register").wait_for()


@pytest.mark.signed_in_as("principalSocialWorker")
@pytest.mark.scripts("on", "off")
@pytest.mark.answers(422)
def test_limits_are_recalculated_by_a_decision_and_taken_back(page, screenshot):
    page.goto("/outcomes/claRate")
    check_page(page)
    assert page.get_by_text("None. Limits are recalculated only where somebody decides so").is_visible()
    page.get_by_label("First year with new limits").select_option(value="2018")
    page.get_by_role("button", name="Recalculate from here").click()
    check_page(page)
    screenshot("form")
    page.get_by_role("button", name="Save the decision").click()
    page.get_by_role("link", name="Say why: what changed, and how you know").wait_for()
    check_page(page)
    page.get_by_label("Why?").fill("Family group meetings began in every team")
    page.get_by_role("button", name="Save the decision").click()
    page.get_by_role("heading", name="New limits from 2018").wait_for()
    check_page(page)
    screenshot("decision")
    page.get_by_role("link", name="See the chart").click()
    page.get_by_role("heading", name="Did it change, or is it chance?").wait_for()
    check_page(page)
    chart = page.locator("figure", has_text="against its own average")
    begins = chart.locator("li", has_text="From 2018: average and limits begin anew. Rowan Ash")
    assert begins.is_visible()
    decisions = page.get_by_role("table", name="Decisions about the limits")
    assert decisions.get_by_text("Family group meetings began in every team").is_visible()
    chart.get_by_text("Show these figures as a table").click()
    assert chart.get_by_role("columnheader", name="Phase").is_visible()
    screenshot("chart")
    decisions.get_by_role("link", name="2018").click()
    take_back(page)
    page.goto("/outcomes/claRate")
    assert page.get_by_text("begin anew").count() == 0


@pytest.mark.signed_in_as("principalSocialWorker")
@pytest.mark.widths("desktop")
def test_a_phase_begins_with_the_keyboard_alone_and_is_printed(page, tmp_path, screenshot):
    page.goto("/outcomes/cinRate")
    tab_to(page, "combobox", "First year with new limits")
    type_text(page, "2021")
    tab_to(page, "button", "Recalculate from here")
    press(page, "Enter")
    page.get_by_role("heading", name="Recalculate limits").wait_for()
    tab_to(page, "textbox", "Why?")
    type_text(page, "Counted otherwise since the new system")
    tab_to(page, "button", "Save the decision")
    press(page, "Enter")
    page.get_by_role("heading", name="New limits from 2021").wait_for()
    page.goto("/outcomes/cinRate")
    assert page.get_by_text("too few for limits. They take 8.").is_visible()
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Recalculate from here").is_visible()
    assert page.get_by_text("Counted otherwise since the new system").is_visible()
    screenshot("printed")
    assert len(page.pdf(format="A4", path=tmp_path / "phases.pdf")) > 20_000
    page.emulate_media(media="screen")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Excel workbook")).click()
    assert download.value.suggested_filename == "cinRate.xlsx"
    page.get_by_role("table", name="Decisions about the limits").get_by_role("link", name="2021").click()
    take_back(page)


@pytest.mark.signed_in_as("teamManager")
@pytest.mark.widths("desktop")
@pytest.mark.answers(403)
def test_who_may_not_recalculate_is_not_asked(page):
    page.goto("/outcomes/claRate")
    check_page(page)
    assert page.get_by_role("button", name="Recalculate from here").count() == 0
    page.goto("/learning/phases/new?indicator=claRate")
    check_page(page)
