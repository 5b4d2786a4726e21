"""Reliability on record: what the sheets of a program come to, with a date."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guildmark.calibration.domain.reliability import analyse
from guildmark.calibration.facts import ReliabilityRecorded
from guildmark.calibration.models import Reliability
from guildmark.calibration.queries.sheets import sheets_of
from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.programs.models import Program

SEED = 1


@transaction.atomic
def record_reliability(*, program: Program, by: Actor, at: datetime) -> Reliability:
    """How far the program’s assessors agree is on record as of now. Where no sheet came since, the last record stands."""
    program = lock(program)
    ensure(YES if by is SYSTEM else Decision(_("The installation works this out by itself every night.")))
    sheets = sheets_of(program, until=at)
    last = Reliability.objects.filter(program=program).order_by("-as_of").first()
    if last is not None and last.ratings == sheets.digest:
        return last
    made = Reliability.objects.create(
        program=program, as_of=at, ratings=sheets.digest, figures=analyse(sheets, seed=SEED)
    )
    announce(ReliabilityRecorded(program.pk, made.pk), by=by, at=at)
    return made
