import pytest

from harness.checks import check_page
from harness.keyboard import press, tab_to, type_text
from harness.server import start_shared_server


@pytest.fixture(scope="module")
def kith(program, tmp_path_factory):
    """A Kith that serves Leeds and Bradford."""
    server = start_shared_server(program, tmp_path_factory.mktemp("shared"), ["383", "380"])
    yield server
    server.stop()


def sign_in_here(page, user):
    page.get_by_label("Username", exact=True).fill(user.username)
    page.get_by_label("Password", exact=True).fill(user.password)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.scripts("on", "off")
def test_an_authority_is_chosen_once_and_signing_in_leads_to_it(page, kith, screenshot):
    page.goto("/")
    check_page(page)
    assert page.get_by_role("heading", level=1).inner_text() == "Choose your authority"
    screenshot("choice")
    page.get_by_role("link", name="Leeds", exact=True).click()
    check_page(page)
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in to Leeds"
    screenshot("sign-in")
    sign_in_here(page, kith.users[0])
    page.get_by_text("Wren of 383").first.wait_for()
    check_page(page)
    # The browser remembers it.
    page.goto("/")
    assert page.get_by_text("Wren of 383").count() > 0
    # Another is chosen only by whoever has signed out.
    page.goto("/?authority=380")
    check_page(page)
    assert page.get_by_role("heading", level=1).inner_text() == "You are signed in to Leeds"
    page.get_by_role("button", name="Sign out of Leeds").click()
    page.get_by_role("link", name="Choose another authority").click()
    page.get_by_role("link", name="Bradford", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in to Bradford"
    sign_in_here(page, kith.users[0])
    page.get_by_text("Wren of 380").first.wait_for()
    assert page.get_by_text("Wren of 383").count() == 0


@pytest.mark.widths("desktop")
def test_a_bookmark_leads_to_the_authority_and_the_keyboard_is_enough(page, kith):
    page.goto("/?authority=380")
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in to Bradford"
    tab_to(page, "link", "Choose another authority")
    press(page, "Enter")
    page.wait_for_url("**/authority**")
    tab_to(page, "link", "Leeds")
    press(page, "Enter")
    page.get_by_role("heading", name="Sign in to Leeds").wait_for()
    tab_to(page, "textbox", "Username")
    type_text(page, kith.users[0].username)
    tab_to(page, "textbox", "Password")
    type_text(page, kith.users[0].password)
    press(page, "Enter")
    page.get_by_text("Wren of 383").first.wait_for()


@pytest.mark.answers(404)
def test_an_authority_that_is_not_there_is_said_to_be_none(page):
    page.goto("/?authority=999")
    check_page(page)
    assert "There is no such authority here" in page.locator("main").inner_text()
