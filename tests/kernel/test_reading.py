"""The text of strangers’ documents: read in a process of its own, and whatever they hold, an answer comes."""

import io
import time
import zipfile
import zlib

import pytest
from pypdf import PdfReader, PdfWriter

from guildmark.kernel import blobs, reading
from guildmark.kernel.reading import Text, text_of
from tests.cast import NOW

pytestmark = pytest.mark.django_db
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SAID = "The pump was isolated at both feeds"


def a_pdf(text: str = SAID) -> bytes:
    """One page with a line of text, written by hand (ISO 32000-1, annex H.3)."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    found, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return found + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (table, len(found))
    )


def locked(pdf: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt(user_password=password, owner_password="other", algorithm="AES-256")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def a_docx(*paragraphs: str, xml: bytes | None = None) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml or f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
    return written.getvalue()


def read(content: bytes, ending: str, **given) -> Text:
    media_type = next(one for one, known in reading.READ.items() if known == ending)
    with blobs.received([content]) as arrived:
        return text_of(blobs.keep(arrived, media_type=media_type, at=NOW), **given)


def test_a_pdf_says_its_text():
    assert read(a_pdf(), "pdf").said.strip() == SAID


def test_a_pdf_that_opens_without_a_password_is_read():
    assert read(locked(a_pdf(), ""), "pdf").said.strip() == SAID


def test_a_word_document_says_its_paragraphs():
    assert read(a_docx("First &amp; last.", "Zwölf Volt."), "docx").said == "First & last.\nZwölf Volt.\n"


def bomb() -> bytes:
    """80 MB of nothing in a file of some 70 KB."""
    return a_docx(xml=b"<w:document " + NAMES.encode() + b"><w:body>" + b"<w:b/>" * 11_500_000)


LAUGHS = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'


@pytest.mark.parametrize(
    ("content", "ending", "problem"),
    [
        (lambda: locked(a_pdf(), "secret"), "pdf", "encrypted"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "docx", "encrypted"),
        (lambda: a_pdf()[:200], "pdf", "malformed"),
        (lambda: b"%PDF-1.7\n" + b"<<" * 40_000, "pdf", "malformed"),
        (lambda: b"no archive at all", "docx", "malformed"),
        (lambda: a_docx("cut short")[:120], "docx", "malformed"),
        (lambda: a_docx(xml=b"<w:p>never closed"), "docx", "malformed"),
        (lambda: a_docx(xml=LAUGHS), "docx", "malformed"),
        (bomb, "docx", "too_large"),
        (lambda: a_pdf(""), "pdf", "no_text"),
        (lambda: a_docx("", " "), "docx", "no_text"),
    ],
    ids=[
        "locked",
        "protected",
        "cut",
        "nested",
        "no-archive",
        "half-archive",
        "unclosed",
        "entities",
        "bomb",
        "blank",
        "empty",
    ],
)
def test_what_cannot_be_read_says_why(content, ending, problem):
    assert read(content(), ending) == Text(problem=problem)


def test_a_pdf_that_unpacks_without_end_does_not_take_the_machine():
    stream = zlib.compress(b"BT (x) Tj ET " * 24_000_000, 9)
    whole = a_pdf().replace(b"<< /Length ", b"<< /Filter /FlateDecode /Length ")
    start, end = whole.index(b"stream\n") + 7, whole.index(b"\nendstream")
    began = time.monotonic()
    assert read(whole[:start] + stream + whole[end:], "pdf", seconds=20).problem
    assert time.monotonic() - began < 25


def test_what_hangs_is_ended(monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    child.write_text("while True: pass")
    monkeypatch.setattr(reading, "CHILD", child)
    assert read(a_pdf(), "pdf", seconds=0.5) == Text(problem="too_long")


def test_what_dies_on_the_way_is_said(monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    child.write_text("import os; os.abort()")
    monkeypatch.setattr(reading, "CHILD", child)
    assert read(a_pdf(), "pdf") == Text(problem="malformed")


def test_a_long_text_is_cut_and_says_so():
    found = read(a_docx(*["word " * 1000] * 100), "docx")
    assert (len(found.said), found.cut) == (400_000, True)


def test_a_file_beyond_the_limit_is_not_opened(monkeypatch):
    monkeypatch.setattr(reading, "LARGEST", 10)
    assert read(a_pdf(), "pdf") == Text(problem="too_large")
