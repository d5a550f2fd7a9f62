"""Each check of a page passes a good page and fails the page that was made bad for it."""

import pytest

from harness.checks import check_accessibility, check_no_horizontal_scroll, check_page
from harness.keyboard import press, tab_to, type_text
from harness.signing_in import sign_in


@pytest.mark.scripts("on", "off")
def test_a_good_page_passes(page, view):
    page.goto("/good")
    check_page(page)
    assert page.get_by_text("Scripts are on.").is_visible() == view.runs_scripts


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/no-alternative", "image-alt"),
        ("/no-label", "label: Form elements must have labels"),
        ("/low-contrast", "color-contrast"),
        ("/small-targets", "target-size"),
        ("/two-headings", "has 2 <h1> headings"),
        ("/no-language", "does not say that it is in English"),
    ],
)
@pytest.mark.scripts("on", "off")
def test_a_page_that_is_not_accessible_fails(page, path, message):
    page.goto(path)
    with pytest.raises(AssertionError, match=message):
        check_accessibility(page)


@pytest.mark.scripts("on", "off")
def test_a_page_wider_than_its_window_fails(page):
    page.goto("/wide")
    with pytest.raises(AssertionError, match=r"scrolls sideways:\n  <p#wide> reaches 15\d\d of"):
        check_no_horizontal_scroll(page)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/script-error", "script error: .*nothing"),
        ("/inline-script", "console error: .*Content Security Policy"),
        ("/missing-style", "refused with 404: .*/gone"),
        ("/other-host", "request to another host: http://localhost:9/a.css"),
        ("/nowhere", "refused with 404: .*/nowhere"),
    ],
)
@pytest.mark.widths("desktop")
def test_a_page_with_something_wrong_behind_it_fails(page, console, path, message):
    page.goto(path)
    page.wait_for_load_state("networkidle")
    with pytest.raises(AssertionError, match=message):
        console.check_clean()


@pytest.mark.answers(404)
@pytest.mark.widths("desktop")
def test_a_refusal_that_the_test_provokes_passes(page):
    page.goto("/nowhere")
    assert page.get_by_role("heading", name="Page not found").is_visible()


@pytest.mark.widths("desktop")
def test_keys_reach_what_can_be_reached(page):
    page.goto("/good")
    tab_to(page, "textbox", "Note")
    type_text(page, "kept")
    assert page.get_by_label("Note").input_value() == "kept"
    tab_to(page, "link", "First link")
    press(page, "Enter")
    page.wait_for_load_state()


@pytest.mark.widths("desktop")
def test_what_no_key_reaches_fails(page):
    page.goto("/unreachable")
    with pytest.raises(AssertionError, match="5 presses of Tab do not reach the button"):
        tab_to(page, "button", "Save", limit=5)


@pytest.mark.widths("desktop")
def test_a_focus_that_does_not_show_fails(page):
    page.goto("/hidden-focus")
    with pytest.raises(AssertionError, match="the focus does not show on <a"):
        tab_to(page, "link", "First link")


@pytest.mark.scripts("on", "off")
@pytest.mark.signed_in_as("socialWorker")
def test_somebody_signed_in_sees_what_is_theirs(page):
    page.goto("/secret")
    assert page.get_by_role("heading", level=1).inner_text() == "Only for those who signed in"


@pytest.mark.widths("phone")
def test_nobody_is_signed_in_unasked(page):
    page.goto("/secret")
    assert page.url.endswith("/sign-in")


@pytest.mark.widths("phone")
@pytest.mark.signed_in_as("socialWorker", afresh=True)
def test_signing_out_ends_only_a_session_of_its_own(page, signed_in, kith):
    signed_in(kith, "socialWorker")
    page.get_by_role("link", name="Sign out").click()
    page.goto("/secret")
    assert page.url.endswith("/sign-in")


@pytest.mark.widths("phone")
def test_a_wrong_password_is_noticed(page, kith):
    user = kith.user("socialWorker")
    wrong = type(user)(user.username, "a guess", user.role, user.name)
    with pytest.raises(AssertionError, match="Wren Example could not sign in"):
        sign_in(page, wrong)


def test_a_screenshot_is_as_wide_as_its_view(page, view, screenshot):
    page.goto("/good")
    path = screenshot("half way")
    assert path.name == f"a_screenshot_is_as_wide_as_its_view-{view}-half-way.png"
    width = int.from_bytes(path.read_bytes()[16:20])
    assert width == {"phone": 390, "desktop": 1280}[view.width]
