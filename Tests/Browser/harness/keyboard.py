"""Uses a page by keyboard alone."""

FOCUS = """() => {
    const look = element => {
        const style = getComputedStyle(element);
        return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow,
            style.backgroundColor, style.color, style.borderColor, style.textDecoration].join('|');
    };
    const element = document.activeElement;
    if (!element || element === document.body) return {focused: null};
    const focused = look(element);
    const around = element.nextElementSibling ? look(element.nextElementSibling) : '';
    const before = element.localName === 'input' ? getComputedStyle(
        element.labels?.[0] ?? element, '::before').boxShadow : '';
    element.blur();
    const blurred = look(element);
    const aroundBlurred = element.nextElementSibling ? look(element.nextElementSibling) : '';
    const beforeBlurred = element.localName === 'input' ? getComputedStyle(
        element.labels?.[0] ?? element, '::before').boxShadow : '';
    element.focus({focusVisible: true, preventScroll: true});
    return {
        focused: element.outerHTML.slice(0, 160),
        visible: focused !== blurred || around !== aroundBlurred || before !== beforeBlurred,
    };
}"""


def tab_to(page, role, name, *, limit=80):
    """Presses Tab until the element with this role and exact accessible name has the focus.

    On the way, each element that gets the focus must show it.
    """
    wanted = page.get_by_role(role, name=name, exact=True)
    assert wanted.count() > 0, f"{page.url} has no {role} named {name!r}"
    passed = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        check_focus_is_visible(page)
        if any(element.evaluate("it => it === document.activeElement") for element in wanted.all()):
            return
        passed.append(page.evaluate("() => document.activeElement.outerHTML.slice(0, 80)"))
    raise AssertionError(
        f"{page.url}: {limit} presses of Tab do not reach the {role} named {name!r}; they reach\n  "
        + "\n  ".join(dict.fromkeys(passed))
    )


def press(page, key):
    """Presses a key, for example `Enter`, `Space`, `ArrowDown` or `Shift+Tab`."""
    page.keyboard.press(key)


def type_text(page, text):
    """Types into what has the focus."""
    page.keyboard.type(text)


def check_focus_is_visible(page):
    """What has the focus looks different from when it has not."""
    found = page.evaluate(FOCUS)
    if found["focused"]:
        assert found["visible"], f"{page.url}: the focus does not show on {found['focused']}"
