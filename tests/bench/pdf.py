"""One report in a fresh process: its peak memory, and its time against WeasyPrint's for the same words."""

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

from django.template.loader import render_to_string

from readiness.exports import readiness_pdf
from readiness.exports.pdf import report_context
from readiness.models import Assessment
from readiness.reports import readiness_report
from tests.bench.data import switch_to
from tests.bench.measure import in_turn


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


def main(path: str, pk: str) -> None:
    switch_to(Path(path))
    report = readiness_report(Assessment.objects.with_edition().select_related("district").get(pk=pk))
    readiness_pdf(report)
    megabytes = peak_megabytes()
    from weasyprint import HTML  # after the memory of a first report is known

    bare = paragraphs(render_to_string("readiness/report/report.html", report_context(report)))
    ours, least = in_turn(
        lambda: readiness_pdf(report), lambda: HTML(string=bare).write_pdf(pdf_variant="pdf/ua-1"), rounds=5
    )
    print(json.dumps({"ratio": round(ours / least, 2), "megabytes": round(megabytes)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
