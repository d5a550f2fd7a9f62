"""What the tests of the product do again and again, in the words of the pages."""

import datetime
import re


def open_own_child(page):
    """Opens the first child of those whom the signed-in person answers for; returns the path."""
    page.goto("/children")
    page.locator("main table tbody a").first.click()
    page.get_by_role("heading", name="Overview", level=1).wait_for()
    return re.sub(r"^https?://[^/]+|\?.*$", "", page.url)


def begin_visit(page, record):
    """Chooses every brother and sister who is offered, and comes to the form."""
    page.goto(record + "/visits/new")
    boxes = page.get_by_role("checkbox")
    names = [box.get_attribute("value") for box in boxes.all()]
    for box in boxes.all():
        box.check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Record a visit", level=1).wait_for()
    return names


def fill_visit(page, happened, about):
    """Fills in today's visit: the common text, and for each child a text of their own."""
    today = datetime.date.today()
    page.get_by_label("Day", exact=True).fill(str(today.day))
    page.get_by_label("Month", exact=True).fill(str(today.month))
    page.get_by_label("Year", exact=True).fill(str(today.year))
    page.get_by_label("Child in need", exact=True).check()
    page.get_by_label("What happened?").fill(happened)
    own = page.get_by_label(re.compile("^About .* only$"))
    for number, box in enumerate(own.all()):
        box.fill(about[number])
    for group in page.get_by_role("group", name=re.compile("^Was .* seen\\?$")).all():
        group.get_by_label(re.compile("^No, ")).check()
    return own.count()
