"""The measures of a fictional authority, against what an independent script makes of its exported returns."""

import json
import subprocess
import sys
from datetime import date

import pytest

# The earlier ones give the script the history that it needs.
YEARS = ["2021-22", "2022-23", "2023-24", "2024-25", "2025-26"]
COMPARED = ["2024-03-31", "2025-03-31", "2026-03-31"]


@pytest.fixture(scope="module")
def measured(program, root, tmp_path_factory):
    """What Kith and the script say, by day and indicator."""
    folder = tmp_path_factory.mktemp("measures")
    database = ["--database", str(folder / "kith.sqlite")]

    def kith(*arguments):
        done = subprocess.run(
            [program, *arguments, *database], capture_output=True, text=True, timeout=300,
            input="a long pass phrase for tests\n",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    roles = ["--role", "dataOfficer", "--role", "systemCustodian"]
    kith("user", "add", "dana", "--name", "Dana Reid", *roles, "--authority", "999")
    kith(
        "simulate", "--children", "3000", "--seed", "22", "--years", "6", "--until", "2026-03-31",
        "--without-casework",
    )  # fmt: skip
    for year in YEARS:
        for name in ("ssda903", "cin"):
            kith("export", name, "--year", year, "--output", str(folder / year), "--as", "dana")
    script = subprocess.run(
        [sys.executable, str(root / "scripts/measure-returns"), *(str(folder / year) for year in YEARS)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    expected = json.loads(script.stdout)
    found = {}
    for day in COMPARED:
        for figure in json.loads(kith("measures", "--at", day, "--format", "json", "--as", "dana")):
            counted = [figure["numerator"], figure.get("denominator")]
            found.setdefault(day, {})[figure["indicator"]] = counted
    return found, expected


@pytest.mark.parametrize("day", COMPARED)
def test_measures_are_those_that_an_independent_script_makes_of_the_returns(measured, day):
    found, expected = measured
    assert found[day].keys() == expected[day].keys()
    different = {
        name: (figure, expected[day][name])
        for name, figure in found[day].items()
        if figure != expected[day][name]
    }
    assert different == {}


def test_the_authority_is_large_enough_to_tell(measured):
    """So that nothing agrees merely because nobody counts."""
    _, expected = measured
    last = expected[COMPARED[-1]]
    empty = [name for name, (counted, _) in last.items() if counted == 0]
    assert len(empty) < len(last) / 3, empty
    for name in ("claRate", "cinRate", "threePlacements", "repeatCpPlans", "leaverEet17to18", "sdqAverage"):
        assert last[name][0] > 0, name
    assert date.fromisoformat(COMPARED[-1]).month == 3
