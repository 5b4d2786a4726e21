"""Consensus: a new layer over sealed sheets. One member proposes, another confirms; nothing is erased."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.actions._concluding import _reach_result
from guildmark.assessment.actions.panels import RELATED
from guildmark.assessment.facts import AdjudicationSettled, ConsensusProposed, PanelRemarked
from guildmark.assessment.lifecycle import judging
from guildmark.assessment.models import Adjudication, ConsensusProposal, ConsensusScore, Remark
from guildmark.assessment.queries.rubrics import criterion_ids, rubric_for
from guildmark.kernel.access import YES, Actor, Decision, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.programs.domain.rubric import Rubric

Agreed = Mapping[str, tuple[int, str]]
"""Level and reason, by key of a contested criterion."""


@transaction.atomic
def propose_consensus(*, adjudication: Adjudication, agreed: Agreed, by: Actor, at: datetime) -> ConsensusProposal:
    """A member of the panel says on which levels it could agree, each with a reason. Earlier proposals stay readable."""
    submission = lock(adjudication.submission, *RELATED)
    adjudication = lock(adjudication)
    adjudication.submission = submission
    ensure(judging.may_settle(adjudication, by, at))
    ensure(_speaks_of(adjudication, agreed, rubric_for(submission)))
    proposal = ConsensusProposal.objects.create(
        adjudication=adjudication, proposed_at=at, proposed_by_id=cast(int, by.pk)
    )
    ids = criterion_ids(submission)
    ConsensusScore.objects.bulk_create(
        ConsensusScore(proposal=proposal, criterion_id=ids[key], level=level, rationale=reason.strip())
        for key, (level, reason) in agreed.items()
    )
    announce(ConsensusProposed(submission.pk, adjudication.pk, proposal.pk), by=by, at=at)
    return proposal


def _speaks_of(adjudication: Adjudication, agreed: Agreed, rubric: Rubric) -> Decision:
    """Whether it has a level that exists and a reason for exactly what is contested."""
    for key in adjudication.contested:
        criterion = rubric.criterion(key)
        level, reason = agreed.get(key, (0, ""))
        if criterion is None or criterion.level(level) is None:
            return Decision(format_lazy(_("Choose a level for “{name}”."), name=criterion.title if criterion else key))
        if not reason.strip():
            return Decision(format_lazy(_("Say why this level for “{name}”."), name=criterion.title))
    return YES if set(agreed) == set(adjudication.contested) else Decision(_("Only what is contested is to be agreed."))


@transaction.atomic
def remark(*, adjudication: Adjudication, criterion: str, text: str, by: Actor, at: datetime) -> Remark:
    """A member of the panel says something about a contested criterion, for the others to read."""
    submission = lock(adjudication.submission, *RELATED)
    adjudication = lock(adjudication)
    adjudication.submission = submission
    ensure(judging.may_remark(adjudication, criterion, text, by, at))
    said = Remark.objects.create(
        adjudication=adjudication, criterion_id=criterion_ids(submission)[criterion], text=text.strip(),
        written_at=at, written_by_id=cast(int, by.pk),
    )  # fmt: skip
    announce(PanelRemarked(submission.pk, adjudication.pk, criterion), by=by, at=at)
    return said


@transaction.atomic
def confirm_consensus(*, proposal: ConsensusProposal, by: Actor, at: datetime) -> Adjudication:
    """Another member agrees, or the panel's lead decides: the proposal stands as the panel's consensus, and the result is reached."""
    submission = lock(proposal.adjudication.submission, *RELATED)
    adjudication = lock(proposal.adjudication)
    adjudication.submission = submission
    proposal.adjudication = adjudication
    ensure(judging.may_confirm(proposal, by, at))
    adjudication.agreed, adjudication.settled_at, adjudication.settled_by_id = proposal, at, by.pk
    adjudication.save(update_fields=["agreed", "settled_at", "settled_by"])
    announce(AdjudicationSettled(submission.pk, adjudication.pk), by=by, at=at)
    _reach_result(submission, at=at)
    return adjudication
