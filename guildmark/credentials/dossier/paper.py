"""The dossier on paper: the same record, typeset by typst and tagged for accessibility (PDF/UA-1)."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.utils import translation
from django.utils.translation import gettext as _

from guildmark.credentials.domain.dossier import Dated, Form
from guildmark.credentials.domain.dossier.parts import ORDER, PDF
from guildmark.credentials.domain.signing import Signer
from guildmark.credentials.dossier import sections

HERE = Path(__file__).parent
_one_at_a_time = Lock()


def paper(parts: Mapping[str, Any], about: Dated, signer: Signer, members: Mapping[str, bytes], at: datetime) -> bytes:
    """The record in words. What it can't say, digests and proofs, stands in the other members; it names their digests."""
    words = _words(parts, about, signer)
    words["members"] = [
        [name, hashlib.sha256(members[name]).hexdigest()] for name in ORDER if name in members and name != PDF
    ]
    with _one_at_a_time:
        made = _compiler().compile(
            input=(HERE / "dossier.typ").read_bytes(),
            format="pdf",
            sys_inputs={"words": json.dumps(words, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=int(at.timestamp()),
        )
    assert isinstance(made, bytes)
    return made


def _words(parts: Mapping[str, Any], about: Dated, signer: Signer) -> dict[str, Any]:
    said = sections.facts(parts)
    return {
        "language": translation.get_language() or "en",
        "title": _("Dossier of decision {ref}").format(ref=about.decision),
        "issuer": signer.issuer.name,
        "lede": _lede(about.form),
        "made": _("Made {moment}").format(moment=sections.moment(about.made_at)),
        "sections": said,
        "members_title": _("What else is in this file"),
        "members_lede": _(
            "The parts below are made to be checked by programs. The manifest beside them carries the issuer’s "
            "signature over the SHA-256 of each, of this paper too. To check all of it without us: guildmark dossier verify."
        ),
        "signed_by": _("Signed with {key}").format(key=signer.method),
    }


def _lede(form: Form) -> str:
    if form is Form.FULL:
        return _("How this decision came about, in full, for those who answer for it.")
    return _(
        "How this decision came about, for the candidate. Who assessed is withheld; a commitment stands in its place, "
        "which the full form of this dossier opens."
    )


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=str(HERE))
