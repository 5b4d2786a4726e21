"""What is taken as a file and what is refused, each with its reason. Every bad file is made here, in memory."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildmark.assessment.domain.uploads import accepted_endings, inspect, safe_name

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 40
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
MB = 1024**2


def look(name, content, formats=("file",), limit=50 * MB):
    verdict = inspect(name, len(content), io.BytesIO(content), formats=formats, limit=limit)
    return str(verdict.refusal) or verdict.media_type


def packed(*entries, compression=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return made.getvalue()


def document(*more):
    return packed(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>"), *more)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("report.pdf", PDF, "application/pdf"),
        ("Übersicht März.PNG", PNG, "image/png"),
        ("notes.txt", "Zażółć <b> 5 < 6".encode(), "text/plain"),
        ("old.txt", "Zürich".encode("cp1252"), "text/plain"),
        ("log.csv", "a,b\n1,2\n".encode("utf-16"), "text/csv"),
        ("report.docx", document(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("site.zip", packed(("photos/one.png", PNG), ("report.docx", document())), "application/zip"),
        ("clip.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 90, "video/mp4"),
    ],
)
def test_honest_files_are_taken(name, content, media_type):
    assert look(name, content) == media_type


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("report.pdf", b"", "is empty (0 bytes)"),
        ("page.html", b"<html>", "files of type .html can run programs"),
        ("drawing.SVG", b"<svg/>", "files of type .svg can run programs"),
        ("run.exe", b"MZ", "files of type .exe can run programs"),
        ("report.pdf.exe", PDF, "files of type .exe can run programs"),
        ("macro.docm", document(), "files of type .docm can run programs"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "files of type .doc can run programs"),
        ("noending", PDF, "isn’t of a type that this task takes"),
        ("report.pdf", b"MZ\x90\0" + b"\0" * 60, "its name says .pdf, but its content is a program"),
        ("photo.jpg", PNG, "its name says .jpg, but its content looks like .png"),
        ("photo.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "a web page or drawing that can run"),
        ("notes.txt", b"\xef\xbb\xbf <!-- a --> <!DOCTYPE html><script>", "a web page or drawing that can run"),
        ("notes.md", b"<?xml version='1.0'?><svg>", "a web page or drawing that can run"),
        ("notes.txt", b"#!/bin/sh\nrm -rf", "its content is a program"),
        ("notes.txt", b"binary\0\1\2", "its content isn’t a .txt file"),
        ("form.pdf", PDF.replace(b"/Type", b"/JavaScript (x) /Type"), "it holds scripts"),
        ("form.pdf", PDF.replace(b"/Type", b"/J#61vaScript (x) /Type"), "it holds scripts"),
        ("both.png", PNG + packed(("a.txt", "a")), "an archive is hidden"),
        ("both.pdf", PDF + packed(("a.txt", "a")), "an archive is hidden"),
        ("both.gif", b"GIF89a/*" + b"\0" * 20 + b"*/<script>x()</script>", "a web page is hidden"),
        ("broken.docx", document()[:60], "can’t be opened"),
        ("book.xlsx", document(), "its content isn’t a .xlsx file"),
        ("macro.docx", document(("word/vbaProject.bin", "x")), "it holds macros"),
        ("macro.odt", packed(("mimetype", "x"), ("content.xml", "x"), ("Basic/Standard/M.xml", "x")), "holds macros"),
        (
            "remote.docx",
            document(
                (
                    "word/_rels/settings.xml.rels",
                    '<Relationship Id="r" Type="http://x/attachedTemplate" Target="http://y" TargetMode="External"/>',
                )
            ),
            "fetch a template",
        ),
        ("pack.zip", packed(("run.js", "x()")), "it holds “run.js”, and files of type .js can run programs"),
        ("pack.zip", packed(("inner.zip", packed(("a.txt", "a")))), "it holds another archive, “inner.zip”"),
        ("pack.zip", packed(("inner.txt", packed(("a.txt", "a")))), "whose content is a program or another archive"),
        ("pack.zip", packed(("macro.docx", document(("word/vbaProject.bin", "x")))), "it holds macros"),
        ("pack.zip", packed(("../../etc/passwd.txt", "a")), "leads outside"),
        ("pack.zip", packed(("C:\\windows\\a.txt", "a")), "leads outside"),
        ("pack.zip", packed(("/absolute.txt", "a")), "leads outside"),
        ("bomb.zip", packed(("zeros.txt", b"\0" * 60 * MB)), "zip bomb"),
        ("many.zip", packed(*((f"{n}.txt", "") for n in range(5001))), "more than 5000 files"),
    ],
)
def test_the_others_are_refused_with_a_reason(name, content, reason):
    assert reason in look(name, content)


def test_an_oversized_file_is_refused_by_name_and_limit():
    assert look("film.mp4", b"x" * (2 * MB), limit=MB) == "“film.mp4” is larger than the 1 MB allowed for one file."


def test_a_task_takes_the_endings_it_names():
    assert accepted_endings(["text", "pdf", ".PNG", "link"]) == ("pdf", "png")
    assert look("a.txt", b"a", formats=["pdf"]) == "“a.txt” isn’t of a type that this task takes. It takes: .pdf."
    assert look("a.pdf", PDF, formats=["text"]) == "This task takes no files."
    assert "svg" not in accepted_endings(["svg"])


def test_a_bomb_within_a_document_within_an_archive_is_found():
    inner = document(("word/media/zeros.xml", b"\0" * 30 * MB))
    assert "zip bomb" in look("pack.zip", packed(("a.docx", inner)))


def test_overlapping_parts_are_refused():
    honest = packed(("a.txt", b"a" * 500), ("b.txt", b"b" * 500), compression=zipfile.ZIP_STORED)
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        second = archive.getinfo("b.txt").header_offset
    directory = honest.rindex(b"PK\x01\x02")
    offset_field = directory + 42
    assert honest[offset_field : offset_field + 4] == second.to_bytes(4, "little")
    forged = honest[:offset_field] + (0).to_bytes(4, "little") + honest[offset_field + 4 :]
    assert "overlap" in look("pack.zip", forged)


def test_a_locked_archive_is_refused():
    content = bytearray(packed(("a.txt", "secret")))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in look("pack.zip", bytes(content))


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ines\\report.pdf", "report.pdf"),
        ("report\x00.pdf", "report.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("  .hidden.pdf ", "hidden.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("a\r\nb.pdf", "ab.pdf"),
        ('he said "no".pdf', "he said _no_.pdf"),
        ("", "file"),
        ("...", "file"),
        ("Müller’s Maß.pdf", "Müller’s Maß.pdf"),
    ],
)
def test_names_are_made_safe(typed, safe):
    assert safe_name(typed) == safe


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_is_safe(typed):
    safe = safe_name(typed)
    assert safe
    assert len(safe) <= 130
    assert safe_name(safe) == safe
    assert not set(safe) & set('/\\<>:"|?*\0\n\r')
    assert not safe.startswith(".")


@given(st.sampled_from(["a.pdf", "a.png", "a.docx", "a.zip", "a.txt", "a.mp4"]), st.binary(max_size=300))
def test_no_content_breaks_the_inspection(name, content):
    for begins in (b"", b"PK\x03\x04", PDF, PNG, packed(("a.txt", "a"))):
        look(name, begins + content)
