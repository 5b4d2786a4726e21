"""The life of a candidacy: applied → admitted | not admitted → in progress → awaiting decision → certified or not yet;
withdrawn at any time before; paused in between."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildmark.candidacy.models import LIVE, Candidacy, State
from guildmark.candidacy.permissions import Can
from guildmark.kernel.access import Actor
from guildmark.kernel.lifecycle import Move


def own_candidacy(candidacy: Candidacy, by: Actor, at: datetime) -> str | Promise:
    return _("Nobody settles their own candidacy.") if candidacy.person_id == by.pk else ""


ADMIT = Move(_("admit"), frozenset({State.APPLIED}), State.ADMITTED, Can.ADMIT, (own_candidacy,))
NOT_ADMIT = Move(_("turn down"), frozenset({State.APPLIED}), State.NOT_ADMITTED, Can.ADMIT, (own_candidacy,))
BEGIN = Move(_("begin"), frozenset({State.ADMITTED}), State.IN_PROGRESS, Can.WORK)
PAUSE = Move(_("pause"), frozenset({State.IN_PROGRESS}), State.PAUSED, Can.PAUSE)
RESUME = Move(_("resume"), frozenset({State.PAUSED}), State.IN_PROGRESS, Can.PAUSE)
COMPLETE = Move(_("complete"), frozenset({State.IN_PROGRESS}), State.AWAITING_DECISION, Can.FULFIL, (own_candidacy,))
CERTIFY = Move(_("certify"), frozenset({State.AWAITING_DECISION}), State.CERTIFIED, Can.CONCLUDE, (own_candidacy,))
NOT_YET_CERTIFY = Move(
    _("conclude"), frozenset({State.AWAITING_DECISION}), State.NOT_YET_CERTIFIED, Can.CONCLUDE, (own_candidacy,)
)
WITHDRAW = Move(_("withdraw"), frozenset(LIVE), State.WITHDRAWN, Can.WITHDRAW)

LIFECYCLE = (ADMIT, NOT_ADMIT, BEGIN, PAUSE, RESUME, COMPLETE, CERTIFY, NOT_YET_CERTIFY, WITHDRAW)
PLANNABLE = frozenset({State.ADMITTED, State.IN_PROGRESS, State.PAUSED})
