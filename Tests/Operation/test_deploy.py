"""The other files that are shipped."""

import json
import shutil
import subprocess

import pytest


def test_the_bill_of_materials_is_whole(root, tmp_path):
    bill = tmp_path / "kith.cdx.json"
    subprocess.run([root / "scripts/sbom", bill], check=True, timeout=60)
    checked = subprocess.run(
        [root / "scripts/sbom", "--check", bill], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    # And the check can fail.
    held = json.loads(bill.read_text(encoding="utf-8"))
    held["components"] = [one for one in held["components"] if one["name"] != "hummingbird"]
    held["components"][0]["version"] = ""
    bill.write_text(json.dumps(held), encoding="utf-8")
    checked = subprocess.run(
        [root / "scripts/sbom", "--check", bill], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 1
    assert "hummingbird of Package.swift is missing" in checked.stdout
    assert "has no version" in checked.stdout


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed here")
def test_systemd_understands_the_unit(root, tmp_path):
    unit = tmp_path / "kith.service"
    shipped = (root / "deploy/systemd/kith.service").read_text(encoding="utf-8")
    # The program is not installed here.
    unit.write_text(shipped.replace("/usr/local/lib/kith/kith", "/bin/true"), encoding="utf-8")
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True, check=False
    )
    ours = [line for line in checked.stderr.splitlines() if "kith.service" in line]
    assert not ours, checked.stderr


def test_the_unit_waits_longer_than_kith_drains(root):
    shipped = (root / "deploy/systemd/kith.service").read_text(encoding="utf-8")
    assert "TimeoutStopSec=60" in shipped
    settings = (root / "Sources/kith/ServerSettings.swift").read_text(encoding="utf-8")
    assert "var drainSeconds = 30" in settings
