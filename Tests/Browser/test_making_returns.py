import io
import re
import zipfile

import pytest

from harness.checks import check_page


@pytest.mark.signed_in_as("dataOfficer")
@pytest.mark.scripts("on", "off")
def test_a_return_is_made_while_one_waits_or_not(page):
    page.goto("/exports")
    check_page(page)
    page.get_by_label("SSDA903, as CSV files").check()
    page.get_by_label(re.compile("Which collection year")).select_option(label="2025-26")
    page.get_by_role("button", name="Make the return").click()
    page.get_by_role("heading", name="SSDA903, 2025-26", level=1).wait_for()
    check_page(page)
    whole = page.get_by_role("link", name="Download all as a zip file")
    for _ in range(60):
        if whole.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    check_page(page)
    with page.expect_download() as fetched:
        whole.click()
    with open(fetched.value.path(), "rb") as file:
        archive = zipfile.ZipFile(io.BytesIO(file.read()))
    assert "header.csv" in archive.namelist()
    assert archive.read("header.csv").startswith(b"CHILD,SEX,DOB")
    page.goto("/jobs")
    check_page(page)
    assert page.get_by_role("link", name="SSDA903, 2025-26").count() > 0


@pytest.mark.signed_in_as("dataOfficer")
@pytest.mark.answers(422)
def test_a_return_needs_to_be_chosen(page):
    page.goto("/exports")
    page.get_by_role("button", name="Make the return").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    check_page(page)
    page.get_by_role("link", name="Choose a return").click()
    assert page.get_by_label("SSDA903, as CSV files").evaluate("e => e === document.activeElement")
