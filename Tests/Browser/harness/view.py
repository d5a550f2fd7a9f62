"""How a page is looked at: how wide, with or without scripts, and by whom."""

from dataclasses import dataclass

WIDTHS = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 900},
}


@dataclass(frozen=True)
class View:
    width: str
    runs_scripts: bool
    role: str | None = None
    signs_in_afresh: bool = False

    def __str__(self):
        """Names the test and its screenshots, for example `phone-without_scripts-teamManager`."""
        parts = [self.width]
        if not self.runs_scripts:
            parts.append("without_scripts")
        if self.role:
            parts.append(self.role)
        return "-".join(parts)

    def context_options(self):
        """What the browser is told, so that it shows what such a person would see."""
        is_phone = self.width == "phone"
        return {
            "viewport": WIDTHS[self.width],
            "is_mobile": is_phone,
            "has_touch": is_phone,
            "java_script_enabled": self.runs_scripts,
            "locale": "en-GB",
            "timezone_id": "Europe/London",
            "reduced_motion": "reduce",
        }


def views_for(markers):
    """Every view that a test's markers ask for; `markers` maps a marker's name to the marker."""

    def asked(name, otherwise, allowed=None):
        values = markers[name].args if name in markers else otherwise
        for value in values:
            if allowed and value not in allowed:
                raise ValueError(f"@pytest.mark.{name}({value!r}): use one of {', '.join(allowed)}")
        return values

    widths = asked("widths", tuple(WIDTHS), allowed=tuple(WIDTHS))
    scripts = asked("scripts", ("on",), allowed=("on", "off"))
    roles = asked("signed_in_as", (None,))
    afresh = "signed_in_as" in markers and markers["signed_in_as"].kwargs.get("afresh", False)
    return [
        View(width, setting == "on", role, afresh)
        for role in roles
        for setting in scripts
        for width in widths
    ]
