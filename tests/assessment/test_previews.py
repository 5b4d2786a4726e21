"""Files read in the page: what is shown, and that nothing in them runs, loads or exhausts."""

import base64
import io
import json
import zipfile

import pytest

from guildmark.assessment import actions
from guildmark.assessment.domain import previews
from guildmark.assessment.models import Evidence
from guildmark.kernel import blobs

pytestmark = pytest.mark.usefixtures("story_time")
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def workbook(rows, *, dimension=""):
    """The smallest workbook that holds these rows of texts."""
    made = io.BytesIO()
    cells = "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{chr(65 + at)}{n}" t="inlineStr"><is><t>{cell}</t></is></c>' for at, cell in enumerate(row))
        + "</row>"
        for n, row in enumerate(rows, start=1)
    )
    schemas = "http://schemas.openxmlformats.org"
    main, rel = f"{schemas}/spreadsheetml/2006/main", f"{schemas}/officeDocument/2006/relationships"
    package = f"{schemas}/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheet = f'<worksheet xmlns="{main}">{dimension}<sheetData>{cells}</sheetData></worksheet>'
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Override PartName="/xl/workbook.xml" '
            f'ContentType="{kind}.sheet.main+xml"/></Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rel}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
            '<sheet name="Readings" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rel}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    return made.getvalue()


def notebook(*cells):
    return json.dumps({"nbformat": 4, "cells": list(cells)}).encode()


def code(source, *outputs):
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


@pytest.fixture
def shown(browse, ines, draft, at):
    """What her browser gets for a file of this name and content."""

    def shown(name, content):
        with blobs.received([content]) as received:
            blob = blobs.keep(received, media_type="application/octet-stream", at=at)
        piece = Evidence.objects.create(
            submission=draft, kind="file", title=name, blob=blob, added_at=at, changed_at=at
        )
        return browse(ines).get(f"/evidence/{piece.pk}/preview/")

    return shown


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


class TestWhatIsShown:
    def test_code_with_line_numbers(self, shown):
        page = text_of(shown("fit.py", b"def f(x):\n    return x < 1\n"))
        assert '<ol class="code"><li>def f(x):</li><li>    return x &lt; 1</li></ol>' in page

    def test_a_table_of_values_whatever_parts_them(self, shown):
        for content in (b"time,mA\n09:10,4.02\n", b"time;mA\n09:10;4.02\n", "time\tmA\n09:10\t4.02\n".encode("utf-16")):
            assert "<td>09:10</td><td>4.02</td>" in text_of(shown("log.csv", content))
            Evidence.objects.filter(title="log.csv").delete()

    def test_the_sheets_of_a_workbook(self, shown):
        page = text_of(shown("readings.xlsx", workbook([["time", "mA"], ["09:10", "4.02"]])))
        assert "<h2>Readings</h2>" in page
        assert "<td>09:10</td><td>4.02</td>" in page

    def test_a_notebook_with_its_prose_code_and_pictures(self, shown):
        page = text_of(
            shown(
                "model.ipynb",
                notebook(
                    {"cell_type": "markdown", "source": ["# Fit\n", "A **good** one.\n\n- first\n"]},
                    code(["import x\n", "x.fit()"], {"output_type": "stream", "text": ["\x1b[31mloss 0.1\x1b[0m\n"]}),
                    code(
                        "plot()", {"output_type": "display_data", "data": {"image/png": base64.b64encode(PNG).decode()}}
                    ),
                    code(
                        "df", {"output_type": "execute_result", "data": {"text/html": "<b>x</b>", "text/plain": "a 1"}}
                    ),
                ),
            )
        )
        assert "<h1>Fit</h1>" in page
        assert "<strong>good</strong>" in page
        assert "<li>x.fit()</li>" in page
        assert "<li>loss 0.1</li>" in page
        assert "data:image/png;base64,iVBOR" in page
        assert "<li>a 1</li>" in page
        assert "<b>x</b>" not in page

    def test_only_the_beginning_of_what_is_long_and_it_says_so(self, shown):
        page = text_of(shown("long.log", b"line\n" * 5000))
        assert "The first 3000 of 5000 lines." in page
        page = text_of(shown("long.csv", b"a,b\n" * 4000))
        assert "The first 500 of 4000 rows, in 2 columns." in page
        assert text_of(shown("wide.txt", b"x" * 9000)).count("x") < 3000

    def test_what_cannot_be_read_is_said(self, shown):
        for name, content in (
            ("a.ipynb", b"{"), ("b.ipynb", b"[]"), ("c.ipynb", b'{"cells": 7}'), ("d.xlsx", b"PK\x03\x04 broken"),
        ):  # fmt: skip
            assert "be read here; it may be damaged" in text_of(shown(name, content))

    def test_what_has_no_preview_is_not_there(self, shown):
        assert shown("film.mp4", b"x").status_code == 404


class TestHostileFiles:
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("evil.py", EVIL.encode()),
            ("evil.csv", f'"{EVIL}",=cmd|calc!A1\n'.encode()),
            ("evil.xlsx", workbook([[EVIL.replace("<", "&lt;").replace(">", "&gt;")]])),
            ("evil.ipynb", notebook({"cell_type": "markdown", "source": f"{EVIL}\n[x](javascript:alert(3)) ![y](https://far.example/y.png)"})),
            ("evil2.ipynb", notebook(code(EVIL, {"output_type": "stream", "text": EVIL}))),
            ("evil3.ipynb", notebook(code("", {"output_type": "display_data", "data": {
                "text/html": EVIL, "application/javascript": "alert(4)", "image/svg+xml": f"<svg onload='x()'>{EVIL}</svg>"}}))),
            ("evil4.ipynb", notebook(code("", {"output_type": "display_data", "data": {
                "image/png": base64.b64encode(b"<svg onload=x()>").decode()}}))),
            ("evil5.ipynb", notebook(code("", {"output_type": "display_data", "data": {"image/png": '"><script>alert(5)</script>'}}))),
            ("evil6.ipynb", notebook(code("", {"output_type": "error", "traceback": [EVIL]}))),
        ],
    )  # fmt: skip
    def test_nothing_in_them_runs_or_loads(self, shown, name, content):
        page = text_of(shown(name, content))
        body = page.partition("</style>")[2]
        for bad in ("<script", "<img src=x", "onerror=alert(2)>", "href=", 'far.example"', "<svg"):
            assert bad not in body.replace("&lt;script&gt;", "").replace("onerror=alert(2)&gt;", "")

    def test_the_browser_is_told_to_run_and_load_nothing(self, shown):
        answer = shown("a.txt", b"x")
        policy = answer.headers["Content-Security-Policy"]
        assert policy.endswith("; sandbox")
        assert "default-src 'none'" in policy
        assert "script" not in policy
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert answer.headers["Content-Type"].startswith("text/html")

    def test_what_would_exhaust_us_is_bounded(self):
        deep = b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
        assert previews.notebook_of(deep) is None
        huge = workbook([["a"]], dimension='<dimension ref="A1:XFD1048576"/>')
        [sheet] = previews.sheets_of(huge) or [None]
        assert sheet is None or len(sheet.rows) <= 500
        many = previews.notebook_of(notebook(*[code("x")] * 1000))
        assert (len(many.cells), many.total) == (300, 1000)

    def test_a_large_file_is_not_even_opened(self, shown, monkeypatch):
        monkeypatch.setattr(previews, "LARGEST", 3)
        assert "too large to be shown here" in text_of(shown("a.txt", b"four"))


def test_nobody_else_looks_in(browse, nadia, weiling, tomasz, ines, draft, at):
    with blobs.received([b"secret"]) as content:
        blob = blobs.keep(content, media_type="text/plain", at=at)
    piece = Evidence.objects.create(submission=draft, kind="file", title="a.txt", blob=blob, added_at=at, changed_at=at)
    for person in (nadia, weiling, tomasz):
        assert browse(person).get(f"/evidence/{piece.pk}/preview/").status_code == 404
    actions.restrict(piece=piece, viewers=[], reason="Mine.", by=ines, at=at)
    assert browse(ines).get(f"/evidence/{piece.pk}/preview/").status_code == 200
