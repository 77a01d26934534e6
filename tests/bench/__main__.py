"""Run the bench: `python -m tests.bench [--json]`."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"

import django

django.setup()

from tests.bench import boarding, cases, data, front, keeping, kept, planning
from tests.bench.measure import Figure
from tests.bench.settings import FOLDER


def main(arguments: list[str]) -> int:
    try:
        figures = run(FOLDER)
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
    if "--json" in arguments:
        print(json.dumps([figure.as_json() for figure in figures], indent=2))
    else:
        show(figures)
    return 0 if all(figure.ok for figure in figures) else 1


def run(folder: Path) -> list[Figure]:
    small, large = folder / "500.sqlite3", folder / "5000.sqlite3"
    data.build(small, 500)
    data.build(large, 5000)
    kept.keep(small)
    planning.plan_along_time(small)
    return [
        *cases.pages(small),
        *cases.together(small),
        *keeping.keeping(small),
        *keeping.spreadsheets(small),
        *planning.planning(small),
        *front.front(small),
        *boarding.boarding(small),
        *cases.home(small, large),
        *cases.reports(small),
    ]


def show(figures: list[Figure]) -> None:
    for figure in figures:
        queries = "" if figure.queries is None else f"{figure.queries} queries"
        verdict = "ok" if figure.ok else "MISSED"
        print(f"{verdict:<7}{figure.name:<46}{figure.ratio:>8.2f}  {queries:<12}target {figure.target}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
