import re

import pytest

from harness.checks import check_page
from harness.keyboard import press, tab_to


@pytest.mark.signed_in_as("teamManager")
@pytest.mark.scripts("on", "off")
def test_the_framework_page_of_an_authority(page, screenshot):
    page.goto("/")
    page.goto("/outcomes")
    check_page(page)
    page.get_by_text("Nothing is published of the authority").wait_for()
    page.get_by_label("Authority", exact=True).select_option(label="Leeds")
    page.get_by_role("button", name="Show its figures").click()
    page.get_by_role("heading", name=re.compile("Outcomes: Leeds"), level=1).wait_for()
    check_page(page)
    text = page.locator("main").inner_text()
    for words in ["stay together", "loving homes", "Multi-agency working", "no league table"]:
        assert words in text
    assert "Outcome 2" not in text
    screenshot("leeds")


@pytest.mark.signed_in_as("teamManager")
@pytest.mark.scripts("on", "off")
def test_an_indicator_of_an_authority(page, screenshot):
    page.goto("/outcomes?area=383")
    page.get_by_role("link", name="Children looked after", exact=True).click()
    page.get_by_role("heading", name="Over the years").wait_for()
    check_page(page)
    assert "area=383" in page.url
    assert page.get_by_role("img").count() == 3
    page.get_by_text("Show these figures as a table").first.click()
    page.get_by_role("table").first.wait_for()
    check_page(page)


@pytest.mark.signed_in_as("teamManager")
@pytest.mark.parametrize(
    "indicator",
    ["reReferrals12m", "threePlacements", "ofstedLeadership", "leaverEet19to21", "caseloadFte", "spendShare"],
)
def test_indicators_of_every_sort(page, indicator):
    page.goto(f"/outcomes/{indicator}?area=383")
    check_page(page)
    page.get_by_role("heading", name="What it counts").wait_for()


@pytest.mark.signed_in_as("socialWorker")
def test_a_newcomer_is_led_to_the_history_of_real_authorities(page):
    page.goto("/outcomes/claRate")
    page.get_by_role("link", name="Essex", exact=True).click()
    page.get_by_text("You are looking at the published figures of Essex.").wait_for()
    page.get_by_role("heading", name="Did it change, or is it chance?").wait_for()
    assert "area=881" in page.url
    check_page(page)


@pytest.mark.signed_in_as("socialWorker")
def test_years_are_drawn_on_one_scale_or_on_each_its_own(page, screenshot):
    page.goto("/compare?area=383")
    page.get_by_text("Every panel has the same scale").wait_for()
    page.get_by_role("link", name="Draw each on its own scale").click()
    page.get_by_text("Every panel has a scale of its own").wait_for()
    check_page(page)
    screenshot("own-scales")
    page.get_by_text("Change what is compared").click()
    page.get_by_role("button", name="Compare").click()
    page.get_by_text("Every panel has a scale of its own").wait_for()
    page.get_by_role("link", name="Draw all on one scale").click()
    page.get_by_text("Every panel has the same scale").wait_for()


@pytest.mark.signed_in_as("socialWorker")
@pytest.mark.scripts("on", "off")
def test_authorities_are_compared(page, screenshot):
    page.goto("/compare?area=383")
    check_page(page)
    screenshot("neighbours")
    page.get_by_text("Change what is compared").click()
    check_page(page)
    screenshot("question")
    page.get_by_label("Indicator", exact=True).select_option(label="Repeat referrals")
    page.get_by_label("Set against", exact=True).select_option(label="Agency social workers")
    page.get_by_label("The authorities of a region").check()
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("heading", name=re.compile("^Yorkshire and The Humber")).wait_for()
    check_page(page)
    page.get_by_role("heading", name="Repeat referrals against agency social workers").wait_for()
    view = page.url
    link = page.get_by_role("link", name="Link to this view").get_attribute("href")
    before = page.locator("main").inner_text()
    page.goto(link)
    assert page.locator("main").inner_text() == before
    assert "among=region" in view and "among=region" in link


@pytest.mark.signed_in_as("socialWorker")
def test_all_authorities_fit_on_any_screen(page):
    page.goto("/compare?among=all&area=383")
    check_page(page)
    assert page.locator(".kith-multiples > li").count() > 140


@pytest.mark.signed_in_as("socialWorker")
@pytest.mark.widths("desktop")
def test_a_comparison_is_made_by_keyboard_alone(page):
    page.goto("/compare?area=383")
    page.locator("summary", has_text="Change what is compared").focus()
    press(page, "Enter")
    tab_to(page, "radio", "Leeds and its statistical neighbours")
    press(page, "ArrowDown")
    press(page, "ArrowDown")
    tab_to(page, "button", "Compare")
    press(page, "Enter")
    page.get_by_role("heading", name=re.compile("^All authorities")).wait_for()


@pytest.mark.signed_in_as("teamManager")
@pytest.mark.widths("desktop")
def test_the_pages_are_printed(page, tmp_path, screenshot):
    for name, address in [
        ("framework", "/outcomes?area=383"),
        ("indicator", "/outcomes/claRate?area=383"),
        ("compare", "/compare?area=383"),
    ]:
        page.goto(address)
        page.emulate_media(media="print")
        assert not page.get_by_role("button").first.is_visible()
        screenshot(name + " printed")
        pdf = page.pdf(format="A4", path=tmp_path / f"{name}.pdf")
        assert len(pdf) > 20_000
        page.emulate_media(media="screen")


@pytest.mark.signed_in_as("teamManager")
@pytest.mark.widths("desktop")
def test_figures_are_taken_along(page):
    page.goto("/outcomes?area=383")
    for name, ending in [("Excel workbook", ".xlsx"), ("CSV", ".csv")]:
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        assert download.value.suggested_filename.endswith(ending)


@pytest.mark.signed_in_as("socialWorker")
@pytest.mark.answers(404)
@pytest.mark.widths("desktop")
def test_an_unknown_indicator_leads_back(page):
    page.goto("/outcomes/nonsense")
    check_page(page)
    page.get_by_role("heading", name="There is no such indicator").wait_for()
    page.goto("/compare?indicator=nonsense&year=2099")
    check_page(page)
    page.get_by_text("is no indicator that is known here").wait_for()
