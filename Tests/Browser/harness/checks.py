"""What every page must pass, whoever looks at it and however wide it is."""

from axe_playwright_python.sync_playwright import Axe

# The rules of the Web Content Accessibility Guidelines 2.2 at levels A and AA.
AXE_OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
}

# Where a page may not run scripts, Chromium runs no timers either, and axe waits for one for ever.
# A promise is still kept there, so timers without delay become promises; the others are to give up
# on frames, which no page of Kith has.
TIMERS_BY_PROMISE = """() => {
    window.setTimeout = (work, delay) => { if (!delay) Promise.resolve().then(work); return 0; };
}"""

LANDMARKS = """() => ({
    title: document.title.trim(),
    language: document.documentElement.lang,
    mains: document.querySelectorAll('main').length,
    headings: document.querySelectorAll('h1').length,
})"""

WIDER_THAN_PAGE = """() => {
    const page = document.documentElement;
    if (page.scrollWidth <= page.clientWidth) return [];
    const clipped = element => {
        for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
            if (getComputedStyle(box).overflowX !== 'visible') return true;
        return false;
    };
    const described = element => {
        const name = element.id ? '#' + element.id
            : element.classList.length ? '.' + [...element.classList].join('.') : '';
        const right = Math.round(element.getBoundingClientRect().right);
        return `<${element.localName}${name}> reaches ${right} of ${page.clientWidth} pixels`;
    };
    const wide = [...document.body.querySelectorAll('*')]
        .filter(element => element.getBoundingClientRect().right > page.clientWidth + 1)
        .filter(element => !clipped(element));
    return wide.length ? wide.slice(0, 8).map(described)
        : [`the page is ${page.scrollWidth} pixels wide, and ${page.clientWidth} are shown`];
}"""


def check_page(page):
    """All the checks below."""
    check_accessibility(page)
    check_no_horizontal_scroll(page)


def check_accessibility(page):
    """The accessibility engine finds nothing, and the page has a title, a language, one main part
    and one main heading."""
    found = page.evaluate(LANDMARKS)
    problems = []
    if not found["title"]:
        problems.append("the page has no title")
    if not found["language"].startswith("en"):
        problems.append("the page does not say that it is in English")
    if found["mains"] != 1:
        problems.append(f"the page has {found['mains']} <main> elements instead of one")
    if found["headings"] != 1:
        problems.append(f"the page has {found['headings']} <h1> headings instead of one")
    if not runs_scripts(page):
        page.evaluate(TIMERS_BY_PROMISE)
    for violation in Axe().run(page, options=AXE_OPTIONS).response["violations"]:
        problems.append(f"{violation['id']}: {violation['help']}")
        for node in violation["nodes"][:5]:
            summary = " ".join(node["failureSummary"].split())
            problems.append(f"    {node['html'][:160]}\n      {summary}")
    assert not problems, f"{page.url} is not accessible:\n  " + "\n  ".join(problems)


def check_no_horizontal_scroll(page):
    """The page fits its window; a wide table may scroll in a box of its own."""
    wide = page.evaluate(WIDER_THAN_PAGE)
    assert not wide, f"{page.url} scrolls sideways:\n  " + "\n  ".join(wide)


def runs_scripts(page):
    """Whether the browser runs the scripts of pages; its own are always run."""
    return page.evaluate("() => matchMedia('(scripting: enabled)').matches")
