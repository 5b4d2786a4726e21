"""The certificate as PDF: typeset by typst, tagged for accessibility (PDF/UA-1), in the holder's language."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock

import typst
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildmark.credentials.certificate.ornament import frame, seal
from guildmark.credentials.qr import qr_svg
from guildmark.credentials.queries import Shown

HERE = Path(__file__).parent
_one_at_a_time = Lock()


def certificate(shown: Shown, address: str) -> bytes:
    """The certificate of a credential as it stands at that moment, with the holder's name as it is today."""
    with translation.override(shown.credential.holder.language):
        words = _words(shown, address)
    inputs = {
        "words": json.dumps(words, ensure_ascii=False),
        "frame": frame(),
        "seal": seal(),
        "qr": qr_svg(address).decode(),
    }
    with _one_at_a_time:
        made = _compiler().compile(
            input=_template(), format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=_stamp(shown.at)
        )
    assert isinstance(made, bytes)
    return made


def _words(shown: Shown, address: str) -> dict[str, str]:
    credential, said = shown.credential, shown.reading
    first, last = (date_format(day, "j F Y") for day in (credential.valid_from, credential.valid_until))
    place = credential.zone.rpartition("/")[2].replace("_", " ")
    name = credential.holder.name
    today = date_format(shown.at, "j F Y")
    return {
        "language": translation.get_language() or settings.LANGUAGE_CODE,
        "title": _("Certificate of {name}: {program}").format(name=name, program=said.name),
        "issuer": said.issuer,
        "heading": _("Certificate"),
        "certifies": _("This certifies that"),
        "name": name,
        "shown": _("has shown mastery through real work, judged against published criteria, as"),
        "program": said.name,
        "criteria": _("Criteria of version {version}").format(version=said.version),
        "validity_label": _("Valid"),
        "validity": f"{first} – {last}",
        "place": _("to the end of that day in {place}").format(place=place),
        "decided_label": _("Decided"),
        "decided": _("by the certification committee, {day}").format(day=date_format(credential.issued_at, "j F Y")),
        "reference_label": _("Reference"),
        "reference": credential.ref,
        "check": _("Check it yourself"),
        "address": address,
        "standing": _("{standing} on {day}. How it stands today: at the address beside the code.").format(
            standing=str(shown.standing_name).capitalize(), day=today
        ),
        "seal_alt": _("Seal of the guild mark"),
        "qr_alt": _("QR code that leads to {address}").format(address=address),
    }


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=str(HERE))


@cache
def _template() -> bytes:
    return (HERE / "certificate.typ").read_bytes()


def _stamp(moment: datetime) -> int:
    return int(moment.timestamp())
