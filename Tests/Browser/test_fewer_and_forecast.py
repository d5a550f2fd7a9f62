import pytest

from harness.checks import check_page
from harness.keyboard import press, tab_to


@pytest.mark.signed_in_as("socialWorker", "teamManager")
@pytest.mark.scripts("on", "off")
def test_who_has_fewer_children_in_care_is_seen_and_opened(page):
    page.goto("/outcomes/fewer")
    check_page(page)
    assert page.get_by_text("53 of 151", exact=True).is_visible()
    page.get_by_role("link", name="Leeds", exact=True).first.click()
    check_page(page)
    assert page.get_by_role("heading", name="Leeds", level=2).is_visible()
    assert page.get_by_text("1,448 in 2011, 1,245 in 2015: fewer.").is_visible()
    page.get_by_label("Figures", exact=True).select_option(label="As revised since")
    page.get_by_role("button", name="Compare").click()
    check_page(page)
    assert "figures=revised" in page.url
    # The authority stays open.
    assert page.get_by_role("heading", name="Leeds", level=2).is_visible()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="spreadsheet (CSV)").click()
    with open(fetched.value.path(), encoding="utf-8-sig") as file:
        lines = file.read().splitlines()
    assert lines[0].startswith("Authority,Code,Compared,Figures,Outcome")
    assert len(lines) > 150


@pytest.mark.signed_in_as("socialWorker")
@pytest.mark.widths("desktop")
def test_two_years_are_compared_with_the_keyboard_alone(page):
    page.goto("/outcomes/fewer")
    tab_to(page, "combobox", "From")
    page.keyboard.type("2018")
    tab_to(page, "combobox", "To")
    page.keyboard.type("2024")
    tab_to(page, "button", "Compare")
    press(page, "Enter")
    page.wait_for_url("**from=2018&to=2024**")
    check_page(page)


@pytest.mark.signed_in_as("socialWorker")
@pytest.mark.answers(400)
def test_a_year_without_figures_is_said_on_its_field(page):
    page.goto("/outcomes/fewer?from=2030")
    check_page(page)
    page.get_by_role("link", name="No figures are held for “2030”").click()
    assert page.get_by_label("From", exact=True).evaluate("e => e === document.activeElement")


@pytest.mark.signed_in_as("teamManager", "dataOfficer")
@pytest.mark.scripts("on", "off")
def test_children_in_care_are_foretold_and_scenarios_set_side_by_side(page, screenshot):
    page.goto("/forecast")
    check_page(page)
    assert page.get_by_role("heading", name="How forecasts like this did").is_visible()
    screenshot("as now")
    page.get_by_label("Fewer children come into care").fill("10")
    page.get_by_label("More fostering homes").fill("5")
    page.locator("#price-fostering").fill("650")
    page.locator("#price-childrens-home").fill("5,200")
    page.locator("#available-fostering").fill("20")
    page.get_by_label("Homes by area").fill("Inner: ZZ1 ZZ2 ZZ3, fostering, 2\nZZ4, fostering, 90")
    page.get_by_role("button", name="Forecast").click()
    check_page(page)
    screenshot("homes by area")
    assert page.get_by_role("heading", name="Side by side").is_visible()
    inner = page.get_by_role("table", name="Other fostering, by area").get_by_role("row", name="Inner")
    assert "in 100" in inner.inner_text()
    assert page.get_by_text("Cost of all the months").is_visible()
    assert page.get_by_text("Homes needed, one for each child").is_visible()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="spreadsheet (CSV)").click()
    with open(fetched.value.path(), encoding="utf-8-sig") as file:
        assert file.readline().startswith("scenario,month_end,group,name,middle")


@pytest.mark.signed_in_as("teamManager")
@pytest.mark.answers(400)
def test_what_cannot_be_reckoned_with_is_said_on_its_field(page):
    page.goto("/forecast?fewer-starts=lots")
    check_page(page)
    page.get_by_role("link", name="must be a number from 0 to 100").click()
    field = page.get_by_label("Fewer children come into care")
    assert field.evaluate("e => e === document.activeElement")


@pytest.mark.signed_in_as("teamManager")
@pytest.mark.answers(400)
def test_a_line_of_homes_that_cannot_be_read_is_said_and_kept(page):
    page.goto("/forecast?areas=ZZ1,%20fostering,%202%0AZZ2,%20castle,%203")
    check_page(page)
    page.get_by_role("link", name="Line 2: kind is “castle”").click()
    field = page.get_by_label("Homes by area")
    assert field.evaluate("e => e === document.activeElement")
    assert "ZZ2, castle, 3" in field.input_value()


@pytest.mark.signed_in_as("socialWorker")
@pytest.mark.widths("desktop")
@pytest.mark.answers(403)
def test_a_forecast_is_for_who_may_have_everyone_counted(page):
    page.goto("/")
    assert page.get_by_role("link", name="Forecast", exact=True).count() == 0
    page.goto("/forecast")
    check_page(page)
