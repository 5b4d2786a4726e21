"""The certificate, read back by a library that did not write it."""

import shutil
import subprocess
from io import BytesIO

import pytest
from pypdf import PdfReader

from guildmark.credentials.certificate import certificate
from guildmark.credentials.queries import Shown

pytestmark = pytest.mark.django_db
ADDRESS = "http://localhost:8000/c/CRD-7F3K-92QD"


@pytest.fixture
def made(credential, at):
    return certificate(Shown(credential, at), ADDRESS)


@pytest.fixture
def pdf(made):
    return PdfReader(BytesIO(made))


def walk(element):
    """The structure tree, element by element."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for one in element:
            yield from walk(one)
    elif isinstance(element, dict):
        yield element
        yield from walk(element.get("/K", []))


def test_it_says_who_what_until_when_and_how_to_check(pdf, credential):
    text = " ".join(pdf.pages[0].extract_text().split())
    for said in ("Ines Carvalho", "Field Commissioning Engineer", "16 April 2026 – 15 April 2028", "Monterrey",
                 credential.ref, ADDRESS, "Active on 16 April 2026"):  # fmt: skip
        assert said in text
    assert len(pdf.pages) == 1


def test_it_is_tagged_titled_and_in_a_language(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Certificate of Ines Carvalho: Field Commissioning Engineer"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_headings_pictures_and_links_can_be_told(pdf):
    elements = list(walk(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]))
    kinds = [element.get("/S") for element in elements]
    assert "/H1" in kinds
    assert "/H2" in kinds
    assert "/Link" in kinds
    described = [element["/Alt"] for element in elements if element.get("/S") == "/Figure"]
    assert described == ["Seal of the guild mark", f"QR code that leads to {ADDRESS}"]


def test_its_language_is_the_holders(credential, ines, at):
    ines.language = "nl"
    ines.save()
    credential.holder.refresh_from_db()
    pdf = PdfReader(BytesIO(certificate(Shown(credential, at), ADDRESS)))
    assert pdf.trailer["/Root"]["/Lang"] == "nl"
    assert "16 april 2026" in pdf.pages[0].extract_text()


@pytest.mark.parametrize(
    "name", ["Ž", "Wilhelmina Konstantinopolskaya-van der Oudeweteringse Hoogstraten zu Ende", "#{1+1} \\ $x$ *b* <i>"]
)
def test_any_name_fits_and_is_taken_literally(credential, ines, at, name):
    ines.name = name
    ines.save()
    credential.holder.refresh_from_db()
    pages = PdfReader(BytesIO(certificate(Shown(credential, at), ADDRESS))).pages
    assert len(pages) == 1
    assert name in " ".join(pages[0].extract_text().split())


def test_what_was_taken_back_says_so(credential, at):
    credential.state = "withdrawn"
    text = PdfReader(BytesIO(certificate(Shown(credential, at), ADDRESS))).pages[0].extract_text()
    assert "Withdrawn on 16 April 2026" in text


def test_the_same_moment_gives_the_same_bytes(made, credential, at):
    assert certificate(Shown(credential, at), ADDRESS) == made


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf, an independent reader, on this machine")
def test_an_independent_reader_finds_no_fault(made, tmp_path):
    (tmp_path / "certificate.pdf").write_bytes(made)
    subprocess.run(["qpdf", "--check", tmp_path / "certificate.pdf"], check=True, capture_output=True)
