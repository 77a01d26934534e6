"""Reports in a fresh process: the peak memory of the first, and the time of each against WeasyPrint's for the words of
the first."""

from __future__ import annotations

import json
import os
import re
import resource
import sys
from html import escape, unescape
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"

import django

django.setup()

from collections.abc import Callable
from functools import partial

from django.template.loader import render_to_string

from readiness.exports import readiness_pdf
from readiness.exports.pdf import report_context
from readiness.models import Assessment
from readiness.reports import readiness_report
from tests.bench.data import switch_to
from tests.bench.measure import in_turn

Make = Callable[[], bytes]


def readiness(pk: str) -> tuple[dict[str, Make], Callable[[], str]]:
    """Return what makes the readiness report, and what gives its HTML."""
    report = readiness_report(Assessment.objects.with_edition().select_related("district").get(pk=pk))
    words = partial(render_to_string, "readiness/report/report.html", report_context(report))
    return {"report": lambda: readiness_pdf(report)}, words


def board(pk: str) -> tuple[dict[str, Make], Callable[[], str]]:
    """Return what makes a plan's full record and its brief, and what gives the full record's HTML."""
    from plans.choices import Length  # here, so that none of it counts where another report is measured
    from plans.exports import board_pdf
    from plans.exports.pdf import report_context as board_context
    from plans.models import Plan
    from plans.reports import plan_record

    record = plan_record(Plan.objects.select_related("district", "team").get(pk=pk))
    words = partial(render_to_string, "plans/report/report.html", board_context(record, Length.RECORD))
    lengths = {"record": Length.RECORD, "brief": Length.BRIEF}
    return {name: lambda length=length: board_pdf(record, length) for name, length in lengths.items()}, words


def paragraphs(html: str) -> str:
    """Return the words of a document, each run of them as a bare paragraph."""
    body = re.sub(r"<(style|title)\b.*?</\1>", "", html, flags=re.DOTALL)
    runs = (unescape(run).strip() for run in re.split(r"<[^>]+>", body))
    words = "".join(f"<p>{escape(run)}</p>" for run in runs if run)
    return f'<html lang="en-US"><head><title>Words</title></head><body>{words}</body></html>'


def peak_megabytes() -> float:
    """Return this program's own peak; what `resource` tells begins with that of the process which started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())
    return int(peak) / 1024


def main(path: str, kind: str, pk: str) -> None:
    switch_to(Path(path))
    made, words = {"readiness": readiness, "board": board}[kind](pk)
    next(iter(made.values()))()
    megabytes = peak_megabytes()
    from weasyprint import HTML  # after the memory of a first report is known

    bare = paragraphs(words())
    *ours, least = in_turn(*made.values(), lambda: HTML(string=bare).write_pdf(pdf_variant="pdf/ua-1"), rounds=5)
    ratios = {name: round(taken / least, 2) for name, taken in zip(made, ours, strict=True)}
    print(json.dumps({"ratios": ratios, "megabytes": round(megabytes)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
