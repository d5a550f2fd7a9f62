import re
import uuid

import pytest

from harness.checks import check_page
from harness.keyboard import press, tab_to, type_text

PAGES = [
    "/learning", "/learning/board", "/learning/strengths", "/learning/actions?show=all",
    "/learning/reflection", "/learning/reflection/paper", "/learning/priorities",
    "/learning/evidence", "/learning/evidence/fgc-trial", "/learning/inspections",
    "/learning/sharing",
]  # fmt: skip


def unlike_others():
    """A word of six letters; digits among them could be taken for a postcode, and asked about."""
    return uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))[:6]


@pytest.mark.signed_in_as("principalSocialWorker")
@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_learning_can_be_read(page, path, screenshot):
    page.goto(path)
    check_page(page)


@pytest.mark.signed_in_as("directorOfChildrensServices")
@pytest.mark.widths("desktop")
def test_the_board_s_view_is_printed(page, tmp_path, screenshot):
    page.goto("/learning/board")
    assert page.get_by_text("Nobody answers for").first.is_visible()
    page.emulate_media(media="print")
    screenshot("printed")
    assert not page.get_by_role("navigation", name="Learning").is_visible()
    assert page.pdf(path=tmp_path / "board.pdf", format="A4")


def write_finding(page, title, found):
    page.goto("/learning/findings/new")
    page.get_by_label("Concern", exact=True).check()
    page.get_by_label("In a few words").fill(title)
    page.get_by_label("What was found?").fill(found)
    page.get_by_label("Audit", exact=True).check()
    page.get_by_label("The workforce is equipped and effective").check()
    page.get_by_label("Theme").fill("Supervision")


@pytest.mark.signed_in_as("teamManager")
@pytest.mark.scripts("on", "off")
@pytest.mark.answers(422)
def test_a_finding_leads_to_an_action_and_names_no_child(page, screenshot):
    title = "Supervision " + unlike_others()
    page.goto("/children")
    child = page.locator("main table tbody a").first.inner_text()
    write_finding(page, title, f"{child} was not seen")
    check_page(page)
    screenshot("form")
    page.get_by_role("button", name="Save the finding").click()
    page.get_by_role("alert").get_by_text("the name of a child who has a record here").wait_for()
    check_page(page)
    screenshot("refused")
    page.get_by_label("What was found?").fill("Children were not seen, as the office at LS1 4AB knows")
    page.get_by_role("button", name="Save the finding").click()
    page.get_by_label("“LS1 4AB” is not about a child").check()
    check_page(page)
    screenshot("asked")
    page.get_by_role("button", name="Save the finding").click()
    page.get_by_role("heading", name=title).wait_for()
    check_page(page)

    page.get_by_role("link", name="Add an action").click()
    page.get_by_label("What will be done?").fill("An hour a month " + title)
    page.get_by_label("Under way").check()
    due = page.get_by_role("group", name="When is it due?")
    for label, value in (("Day", "1"), ("Month", "4"), ("Year", "2030")):
        due.get_by_label(label).fill(value)
    page.get_by_label("Which measure should move?").select_option("Cases held by a social worker")
    check_page(page)
    screenshot("action")
    page.get_by_role("button", name="Save the action").click()
    page.get_by_role("heading", name="An hour a month").wait_for()
    check_page(page)
    page.get_by_role("link", name="Add a review note").click()
    page.get_by_label("What have you seen?").fill("Half way")
    page.get_by_role("button", name="Save the note").click()
    page.get_by_text("Half way").wait_for()
    page.get_by_role("link", name="Every version").click()
    check_page(page)
    screenshot("versions")
    page.goto("/learning/board")
    assert page.get_by_role("link", name=title, exact=True).first.is_visible()


@pytest.mark.signed_in_as("principalSocialWorker")
@pytest.mark.scripts("on", "off")
def test_a_session_is_held_prompt_by_prompt_and_beside_the_earlier_one(page, screenshot):
    names = ["Spring " + unlike_others(), "Autumn " + unlike_others()]
    for name in names:
        page.goto("/learning/reflection/new")
        page.get_by_label("What is it called?").fill(name)
        page.get_by_label("A team", exact=True).check()
        page.get_by_label("Who takes part?").fill("Team manager, Kith County\nHealth visitor")
        if name == names[1]:
            earlier = page.get_by_label("Which earlier session")
            option = earlier.locator("option", has_text=names[0])
            earlier.select_option(value=option.get_attribute("value"))
        check_page(page)
        page.get_by_role("button", name="Save the session").click()
        page.get_by_role("heading", name=name).wait_for()
        page.get_by_role("link", name=re.compile("^Write, with the evidence")).first.click()
        evidence = page.get_by_role("region", name="What we know")
        assert evidence.get_by_text("neither checked nor final").is_visible()
        check_page(page)
        screenshot("prompt")
        page.get_by_label("What do we do?").fill("We ring first in " + name)
        page.get_by_role("button", name="Save the notes").click()
        page.get_by_text("We ring first in " + name).wait_for()
        check_page(page)
    screenshot("session")
    page.get_by_role("link", name="Beside earlier sessions").click()
    for name in names:
        assert page.get_by_text("We ring first in " + name).is_visible()
    check_page(page)
    screenshot("compared")
    page.go_back()
    page.get_by_role("link", name="Print", exact=True).click()
    check_page(page)
    page.emulate_media(media="print")
    screenshot("paper")


@pytest.mark.signed_in_as("principalSocialWorker")
@pytest.mark.widths("desktop")
def test_an_insight_goes_out_once_it_is_approved(page):
    words = "Ring first " + unlike_others()
    page.goto("/learning/sharing/new")
    page.get_by_label("In a few words").fill(words)
    page.get_by_label("What did you learn?").fill("It took ten minutes: " + words)
    page.get_by_label("The workforce is equipped and effective").check()
    page.get_by_label("For whom is it meant?").fill("Our region")
    page.get_by_role("button", name="Save the insight").click()
    page.get_by_role("button", name="Approve exactly these words").wait_for()
    assert words not in page.request.get("/learning/shared.json").text()
    page.get_by_role("button", name="Approve exactly these words").click()
    page.get_by_text("Approved by").wait_for()
    check_page(page)
    answer = page.request.get("/learning/shared.html")
    assert words in answer.text()
    assert "attachment" in answer.headers["content-disposition"]
    assert words in page.request.get("/learning/shared.json").text()


@pytest.mark.signed_in_as("teamManager")
@pytest.mark.scripts("on", "off")
def test_an_owner_is_chosen_from_colleagues_or_typed(page, kith):
    page.goto("/learning/actions/new")
    owner = page.get_by_label("Who owns it? (optional)")
    offered = page.locator("datalist option")
    names = [option.get_attribute("value") for option in offered.all()]
    assert kith.user("principalSocialWorker").name in names
    assert owner.get_attribute("list") == page.locator("datalist").get_attribute("id")
    check_page(page)
    owner.fill("The chair of the partnership")
    page.get_by_label("What will be done?").fill("Meet " + unlike_others())
    page.get_by_label("Under way").check()
    page.get_by_label("The workforce is equipped and effective").check()
    due = page.get_by_role("group", name="When is it due?")
    for label, value in (("Day", "1"), ("Month", "4"), ("Year", "2030")):
        due.get_by_label(label).fill(value)
    page.get_by_role("button", name="Save the action").click()
    page.get_by_text("The chair of the partnership").wait_for()
    check_page(page)


@pytest.mark.signed_in_as("directorOfChildrensServices")
@pytest.mark.widths("desktop")
def test_priorities_are_written_with_the_keyboard_alone(page):
    page.goto("/learning/priorities")
    tab_to(page, "link", "Change")
    press(page, "Enter")
    page.wait_for_url("**/priorities/change**")
    tab_to(page, "textbox", "By when? (optional)")
    type_text(page, " and a day")
    tab_to(page, "button", "Save the priorities")
    press(page, "Enter")
    page.get_by_role("heading", name="The three things").wait_for()
    assert page.get_by_text("and a day").is_visible()
    check_page(page)
