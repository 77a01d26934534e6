"""The scripts: each explains itself, refuses what it does not know, and does not depend on where it is called from."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SCRIPTS = ["bench", "bootstrap", "check", "cibuild", "lock", "screenshots", "server", "test"]


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False
    )


def bash(source: str, **environment: str) -> str:
    """What a few lines of bash print after sourcing what the scripts share."""
    finished = subprocess.run(
        ["bash", "-c", f"source script/_house.sh\n{source}"],
        cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return finished.stdout.strip()


def test_these_are_all_the_scripts():
    assert sorted(path.name for path in (ROOT / "script").iterdir()) == ["_house.sh", *SCRIPTS]


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_explains_itself_from_any_folder(name: str, tmp_path: Path):
    shown = run(str(ROOT / "script" / name), "--help", cwd=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    first, *_ = shown.stdout.splitlines()
    assert first.endswith((".", ":")) or "." in first
    assert f"Usage: script/{name}" in shown.stdout
    assert "#" not in shown.stdout


@pytest.mark.parametrize("name", sorted(set(SCRIPTS) - {"test", "bench"}))  # these two hand on what they do not know
def test_script_refuses_an_unknown_option(name: str):
    refused = run(f"script/{name}", "--sideways")
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[0] == f"{name}: no such option: --sideways"


def test_help_names_every_option_that_a_script_takes():
    for name in SCRIPTS:
        source = (ROOT / "script" / name).read_text(encoding="utf-8")
        taken = set(re.findall(r"^\s+(?:-h \| )?(--[a-z]+)\)", source, re.MULTILINE)) - {"--help"}
        named = set(re.findall(r"^#\s+(--[a-z]+)\s", source, re.MULTILINE))
        assert (name, taken - named) == (name, set())


def test_continuous_integration_runs_what_the_readme_runs():
    assert "exec script/cibuild" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    cibuild = (ROOT / "script" / "cibuild").read_text(encoding="utf-8")
    stages = re.findall(r"^stage (.*)$", cibuild, re.MULTILINE)
    assert stages == [
        "script/check",
        "script/test --unit --coverage",
        "script/test --unit --postgres",
        "script/test --browser",
    ]


def test_a_stamp_is_current_until_a_file_changes(tmp_path: Path):
    (tmp_path / "input").write_text("one")
    stamp = 'is_current "$DIR/stamp" "$(digest "$DIR/input")" && echo current || echo stale'
    record = 'record "$DIR/stamp" "$(digest "$DIR/input")"'
    assert bash(stamp, DIR=str(tmp_path)) == "stale"
    assert bash(f"{record}\n{stamp}", DIR=str(tmp_path)) == "current"
    (tmp_path / "input").write_text("two")
    assert bash(stamp, DIR=str(tmp_path)) == "stale"


def test_locked_requirements_carry_hashes_and_no_index():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        packages = re.split(r"\n(?=\S)", text.strip())
        assert [package for package in packages if "--hash=sha256:" not in package] == []
        assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", text) == []


def test_runtime_requirements_are_part_of_the_development_ones():
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^(\S+==\S+)", (ROOT / "requirements" / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("runtime.txt") - pins("dev.txt") == set()


def test_the_front_end_lock_carries_hashes_and_no_registry():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert [name for name, package in packages.items() if "integrity" not in package] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_bootstrap_copies_just_the_front_end_files_that_are_served():
    vendor = ROOT / "var" / "frontend" / "vendor"
    faces = [
        f"fonts/atkinson-hyperlegible-next-{subset}-{face}.woff2"
        for subset in ["latin", "latin-ext"]
        for face in ["400-italic", "400-normal", "600-normal", "700-normal"]
    ]
    served = sorted(path.relative_to(vendor).as_posix() for path in vendor.rglob("*") if path.is_file())
    assert served == sorted(["bootstrap/LICENSE", "bootstrap/bootstrap.min.css", "fonts/LICENSE", *faces])
