import pytest

from harness.checks import check_page
from harness.keyboard import press, tab_to, type_text


@pytest.mark.scripts("on", "off")
def test_whoever_is_not_signed_in_is_asked_to(page):
    page.goto("/children")
    assert "/sign-in" in page.url
    check_page(page)


@pytest.mark.answers(401, 422)
@pytest.mark.scripts("on", "off")
def test_a_wrong_password_says_nothing_of_who_has_an_account(page, kith):
    words = []
    for user in [kith.user("socialWorker").username, "nobody.at.all"]:
        page.goto("/sign-in")
        page.get_by_label("Username", exact=True).fill(user)
        page.get_by_label("Password", exact=True).fill("not the password")
        page.get_by_role("button", name="Sign in").click()
        check_page(page)
        words.append(page.get_by_role("alert").inner_text())
    assert words[0] == words[1]


@pytest.mark.widths("desktop")
def test_signing_in_and_out_works_with_the_keyboard_alone(page, kith):
    user = kith.user("teamManager")
    page.goto("/sign-in")
    tab_to(page, "textbox", "Username")
    type_text(page, user.username)
    tab_to(page, "textbox", "Password")
    type_text(page, user.password)
    press(page, "Enter")
    page.get_by_role("heading", name="Hello").wait_for()
    tab_to(page, "button", "Sign out")
    press(page, "Enter")
    page.wait_for_url("**/sign-in**")
    page.goto("/children")
    assert "/sign-in" in page.url


@pytest.mark.signed_in_as(
    "socialWorker", "teamManager", "dataOfficer", "principalSocialWorker",
    "directorOfChildrensServices", "systemCustodian",
)  # fmt: skip
@pytest.mark.scripts("on", "off")
def test_everyone_has_a_first_page(page):
    page.goto("/")
    check_page(page)
