#!/usr/bin/env python3
"""Takes GOV.UK Frontend's stylesheet and script out of the package they are published in.

    unpack-govuk-frontend.py WHEEL FOLDER     unpack into FOLDER
    unpack-govuk-frontend.py --check FOLDER   exit 0 if FOLDER already holds what it should

Kith may not look as if it were GOV.UK: the typeface GDS Transport, the crown and the royal crest
are for gov.uk only. So the stylesheet is left naming none of them, no font is unpacked, and neither
is any image, for each of those that the package has shows the crown or the crest.
"""

import hashlib
import shutil
import sys
import zipfile
from pathlib import Path

VERSION = "5.11.1"
WHEEL_SHA256 = "3130509fbe32eb619d700d79c8c8c2c60f6d3e45e6f249cd59304b800cce6dab"
STYLESHEET = "govuk-frontend.min.css"
SCRIPT = "govuk-frontend.min.js"

# What is unpacked, as it is after the changes below.
UNPACKED_SHA256 = {
    STYLESHEET: "5d89cfe03622ab7d20bebb3ce90aefa349f258e67c8da282e1847cab79e52b96",
    SCRIPT: "5071b6b915ad00ac0fa354735ec0a18439d12f2ac492fd3a6aacfe1a23a353f5",
}


class NotAsExpected(Exception):
    """The package is not the one this script was written for."""


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    if arguments[0] == "--check":
        return 0 if is_complete(Path(arguments[1])) else 1
    try:
        unpack(Path(arguments[0]), Path(arguments[1]))
    except NotAsExpected as reason:
        print(f"unpack-govuk-frontend: {reason}", file=sys.stderr)
        return 1
    return 0


def is_complete(folder):
    return all(
        (folder / name).is_file() and sha256((folder / name).read_bytes()) == expected
        for name, expected in UNPACKED_SHA256.items()
    )


def unpack(wheel, folder):
    found = sha256(wheel.read_bytes())
    if found != WHEEL_SHA256:
        raise NotAsExpected(
            f"{wheel.name} has the SHA-256 {found}, and {WHEEL_SHA256} was expected"
        )
    with zipfile.ZipFile(wheel) as package:
        published = f"fast_gov_uk/assets/govuk-frontend-{VERSION}.min"
        contents = {
            STYLESHEET: own_stylesheet(package.read(f"{published}.css").decode()).encode(),
            SCRIPT: own_script(package.read(f"{published}.js").decode()).encode(),
        }
    for name, content in contents.items():
        found = sha256(content)
        if found != UNPACKED_SHA256[name]:
            raise NotAsExpected(f"{name} came out with the SHA-256 {found}, which is unexpected")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def own_stylesheet(text):
    """The stylesheet without what only gov.uk may use, so that no page asks for it either."""
    expect(text, f'--govuk-frontend-version:"{VERSION}"', 1)
    text = without(text, "/*! Copyright (c) 2011 by Margaret Calvert", "*/", 1)
    text = without(text, "@font-face{font-family:GDS Transport", "}", 2)
    expect(text, "GDS Transport,", 57)
    text = text.replace("GDS Transport,", "")
    expect(text, "url(/assets/images/govuk-crest.svg)", 3)
    text = text.replace("url(/assets/images/govuk-crest.svg)", "none")
    text = without(text, "\n/*# sourceMappingURL=", "*/", 1)
    for gone in ("GDS Transport", "url(", "sourceMappingURL"):
        expect(text, gone, 0)
    return text


def own_script(text):
    expect(text, VERSION, 2)
    start = text.find("//# sourceMappingURL=")
    return text if start < 0 else text[:start] + "\n"


def without(text, start, end, times):
    """`text` less each stretch from `start` to the `end` that follows it."""
    expect(text, start, times)
    for _ in range(times):
        begin = text.index(start)
        text = text[:begin] + text[text.index(end, begin) + len(end) :]
    return text


def expect(text, part, times):
    found = text.count(part)
    if found != times:
        raise NotAsExpected(f"{part!r} was expected {times} times and is there {found} times")


def sha256(content):
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
