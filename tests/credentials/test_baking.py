"""Badges that carry their credential: by the standard, read back by Pillow and a DOM that we did not write, and looked at."""

import json
import zlib
from io import BytesIO
from struct import pack
from xml.dom import minidom

import pytest
from PIL import Image

from guildmark.credentials.badge_art import COLOURS, art, disc, initials
from guildmark.credentials.domain.baking import NAMESPACE, PNG, baked_png, baked_svg, unbaked
from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.models import Credential
from guildmark.credentials.queries.verdicts import Outcome, verdict
from tests.credentials.samples import BASE, a_signed

ADDRESS = f"{BASE}/programs/incident-responder"
SIGNED = json.dumps(a_signed(salt="“é” ]]> & <x/>"), ensure_ascii=False)
PICTURE = art(ADDRESS, "Incident Responder", "png")
DRAWING = art(ADDRESS, "Incident Responder", "svg").decode()


def chunk(kind, content):
    return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))


class TestPng:
    def test_5_3_1_pillow_reads_the_credential_from_its_chunk(self):
        with Image.open(BytesIO(baked_png(PICTURE, SIGNED))) as found:
            found.load()
            text = found.text["openbadgecredential"]
            assert (found.size, found.mode, str(text), text.lang) == ((512, 512), "RGBA", SIGNED, "")

    def test_5_3_1_one_chunk_alone_uncompressed(self):
        twice = baked_png(PICTURE, SIGNED)
        assert twice.count(b"openbadgecredential\0\0") == 1
        with pytest.raises(Unsound, match="already"):
            baked_png(twice, SIGNED)

    def test_it_comes_out_as_it_went_in(self):
        assert unbaked(baked_png(PICTURE, SIGNED)) == SIGNED.encode()

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (PICTURE, "holds no credential"),
            (PICTURE[:-20], "cut short"),
            (PNG, "cut short"),
            (PICTURE[:60] + bytes([PICTURE[60] ^ 1]) + PICTURE[61:], "damaged"),
            (PNG + chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0x") + chunk(b"IEND", b""), "compressed"),
            (PNG + chunk(b"iTXt", b"openbadgecredential\0\0\0") + chunk(b"IEND", b""), "cut short"),
            (PNG + 2 * chunk(b"iTXt", b"openbadgecredential\0\0\0\0\0x") + chunk(b"IEND", b""), "several"),
            (PNG + pack(">I", 2**31) + b"iTXt", "cut short"),
            (PNG + b"\0" * 5_000_000, "not a PNG of a badge"),
        ],
    )
    def test_a_picture_that_is_none_of_ours_is_refused(self, content, why):
        with pytest.raises(Unsound, match=why):
            unbaked(content)


class TestSvg:
    def test_5_3_2_a_dom_reads_the_credential_from_its_element(self):
        read = minidom.parseString(baked_svg(DRAWING, SIGNED))
        (element,) = read.getElementsByTagNameNS(NAMESPACE, "credential")
        assert "".join(node.data for node in element.childNodes) == SIGNED
        assert read.documentElement.tagName == "svg" and element.parentNode is read.documentElement

    def test_it_comes_out_as_it_went_in(self):
        assert unbaked(baked_svg(DRAWING, SIGNED).encode()) == SIGNED.encode()

    def test_a_jwt_stands_in_an_attribute(self):
        own = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:o="{NAMESPACE}"><o:credential verify="a.b.c"/></svg>'
        assert unbaked(own.encode()) == b"a.b.c"

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            (DRAWING, "holds no credential"),
            ('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "not an SVG of a badge"),
            ("<svg><unclosed></svg>", "not sound XML"),
        ],
    )
    def test_a_picture_that_is_none_of_ours_is_refused(self, text, why):
        with pytest.raises(Unsound, match=why):
            unbaked(text.encode())


class TestArt:
    def test_the_same_program_has_the_same_picture_and_another_another(self):
        assert art(ADDRESS, "Incident Responder", "svg").decode() == DRAWING
        assert disc(ADDRESS) != disc(f"{BASE}/programs/field-commissioning-engineer")

    def test_letters_are_outlines_so_that_no_font_is_missing(self):
        assert "<text" not in DRAWING and "font-family" not in DRAWING and "<script" not in DRAWING

    @pytest.mark.parametrize(
        ("title", "letters"),
        [
            ("Field Commissioning Engineer", "FCE"),
            ("Lead of the Region", "LR"),
            ("Ünlü", "Ü"),
            ("4 – eyes", "4E"),
            ("–", "–"),
        ],
    )
    def test_initials(self, title, letters):
        assert initials(title) == letters

    def test_at_32_pixels_light_letters_stand_on_a_dark_disc(self):
        """WCAG asks 3 for large letters: the middle holds near-cream pixels, and the disc is far darker."""
        with Image.open(BytesIO(PICTURE)) as whole:
            small = whole.convert("RGBA").resize((32, 32), Image.Resampling.LANCZOS)
        inner = [small.getpixel((x, y)) for x in range(7, 25) for y in range(8, 18)]
        lights = [sum(one[:3]) / 765 for one in inner]
        assert max(lights) > 0.8 and min(lights) < 0.45
        assert small.getpixel((0, 0))[3] == 0, "nothing lies around the disc"

    @pytest.mark.parametrize("colour", COLOURS)
    def test_cream_reads_on_every_colour(self, colour):
        def light(text):
            parts = [int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)]
            lin = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
            return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]

        assert (light("#fffdf7") + 0.05) / (light(colour) + 0.05) >= 4.5


@pytest.mark.django_db
class TestFromTheRegister:
    @pytest.mark.parametrize(("kind", "media"), [("png", "image/png"), ("svg", "image/svg+xml")])
    def test_the_badge_is_checked_like_the_document(self, credential, client, at, kind, media):
        assert client.get(f"/c/{credential.ref}.{kind}").status_code == 403
        Credential.objects.filter(pk=credential.pk).update(public=True)
        answer = client.get(f"/c/{credential.ref}.{kind}")
        assert answer["Content-Type"] == media and "default-src 'none'" in answer["Content-Security-Policy"]
        found = verdict(answer.content, at=at)
        assert (found.outcome, found.register) == (Outcome.VALID, "same")

    def test_a_tampered_one_is_not(self, credential, client, at):
        Credential.objects.filter(pk=credential.pk).update(public=True)
        text = client.get(f"/c/{credential.ref}.svg").content.replace(b'"level":"4"', b'"level":"3"', 1)
        assert verdict(text, at=at).outcome is Outcome.INVALID
        assert verdict(PICTURE, at=at).proof == "not held: the picture holds no credential"
