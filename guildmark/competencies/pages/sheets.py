"""Lists as CSV."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from guildmark.competencies.domain.csv_columns import guarded


def csv_response(name: str, header: Sequence[str], lines: Iterable[Sequence[object]]) -> HttpResponse:
    """A download; no cell of it starts a formula."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # so that spreadsheets read it as UTF-8
    writer = csv.writer(response)
    writer.writerow([guarded(str(cell)) for cell in header])
    writer.writerows([guarded("" if cell is None else str(cell)) for cell in line] for line in lines)
    return response
