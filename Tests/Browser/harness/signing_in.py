"""Signs in through the form, as a person does."""

PATH = "/sign-in"


def sign_in(page, user):
    """Fills in the form and sends it; the page that follows is loaded when this returns."""
    page.goto(PATH)
    page.get_by_label("Username", exact=True).fill(user.username)
    page.get_by_label("Password", exact=True).fill(user.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state()
    assert PATH not in page.url, f"{user.name} could not sign in: {page.locator('main').inner_text()}"
