"""Lists as CSV files that a spreadsheet opens as they are."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, header: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A download of these rows: UTF-8 with its mark, so that spreadsheets read the names right."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerows([[_cell(one) for one in row] for row in (header, *rows)])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text  # a cell, never a formula
