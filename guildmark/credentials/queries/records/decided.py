"""The decision itself: by what criteria, why, by whom, who stood aside, and the way to appeal."""

from typing import Any

from django.utils.translation import gettext as _

from guildmark.candidacy.models import Candidacy
from guildmark.credentials.domain.dossier import Veil
from guildmark.credentials.lifecycle import Ties
from guildmark.credentials.models import CertificationDecision
from guildmark.credentials.queries.records.saying import minute, moment, somebody
from guildmark.kernel.roles import Role
from guildmark.people.queries import holders

Json = dict[str, Any]


def part(decision: CertificationDecision, veil: Veil) -> tuple[set[int], Json]:
    """Who stood aside, and the part."""
    aside, deciders = _deciders(decision, veil)
    return aside, {
        "ref": decision.ref,
        "outcome": decision.outcome,
        "reason": decision.reason,
        "decided_at": moment(decision.decided_at),
        "decided_by": somebody(decision.decided_by),
        "candidate": somebody(decision.candidacy.person),
        "candidacy": _candidacy(decision.candidacy),
        "program": _program(decision.candidacy),
        "requirements": _requirements(decision.candidacy),
        "deciders": deciders,
        "appeal": {"route": decision.candidacy.version.appeal_rule},
    }


def _candidacy(candidacy: Candidacy) -> Json:
    return {
        "ref": candidacy.ref,
        "id": candidacy.pk,
        "period": candidacy.period,
        "applied_at": moment(candidacy.applied_at),
        "answered_at": moment(candidacy.settled_at),
        "answered_by": somebody(candidacy.settled_by),
        "all_met_at": minute(candidacy.completed_at),
    }


def _program(candidacy: Candidacy) -> Json:
    version = candidacy.version
    return {
        "program": version.program.slug,
        "title": version.title,
        "version": version.number,
        "sha256": version.digest,
        "structure_sha256": version.structure_digest,
        "text_sha256": version.text_digest,
        "approved_at": moment(version.approved_at),
        "published_at": moment(version.published_at),
    }


def _requirements(candidacy: Candidacy) -> list[Json]:
    return [
        {
            "node": one.node_key,
            "by": one.source_kind,
            "met_at": minute(one.fulfilled_at),
            "until": one.until.isoformat() if one.until else None,
        }
        for one in candidacy.fulfilments.order_by("fulfilled_at", "pk")
    ]


def _deciders(decision: CertificationDecision, veil: Veil) -> tuple[set[int], Json]:
    """The committee for this program on the day of the decision. Why somebody stood aside is theirs to tell."""
    at, candidacy = decision.decided_at, decision.candidacy
    members = holders(Role.COMMITTEE, at, program_id=candidacy.program_id)
    ties = Ties([one.pk for one in members], [candidacy], at=at)
    aside = {one.pk for one in members if not ties.between(one.pk, candidacy)}
    told = [
        somebody(one) if one == decision.decided_by else veil.tell(f"decider/{one.pk}", somebody(one))
        for one in members
    ]
    rule = _(
        "Nobody decides on their own candidacy, on somebody whose work they assessed or whom they guide, lead or led "
        "within the look-back, on somebody who leads or led them, or where they declared a conflict of interest."
    )
    listed = [
        {"who": who, "decided": one == decision.decided_by, "stood_aside": one.pk in aside}
        for one, who in zip(members, told, strict=True)
    ]
    return aside, {"rule": rule, "checked_at": moment(at), "members": listed}
