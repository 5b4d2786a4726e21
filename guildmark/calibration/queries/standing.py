"""What stands: a program’s policy, an exemplar’s reference, and which exemplars somebody doesn’t know."""

import hashlib
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet

from guildmark.assessment.lifecycle.copies import knows
from guildmark.assessment.queries import clear_to_judge
from guildmark.calibration.domain.qualifying import Measure
from guildmark.calibration.domain.qualifying import Policy as Asked
from guildmark.calibration.models import Exemplar, Policy, Reference
from guildmark.calibration.permissions import Can
from guildmark.kernel.access import may
from guildmark.people.models import Person, company_day
from guildmark.programs.models import Program, State

RELATED = ("work__task", "work__candidacy__person", "work__candidacy__version", "work__candidacy__program")
JUDGED_UNDER = (State.PUBLISHED, State.SUPERSEDED)


def policy_of(program: Program) -> Asked:
    """What the program asks of its assessors; the house’s values where it has set none."""
    row = Policy.objects.filter(program=program).order_by("-pk").first()
    if row is None:
        return Asked()
    return Asked(row.exemplars, Measure(row.measure), row.least, row.months, row.seed_percent)


def standing_reference(exemplar: Exemplar) -> Reference:
    """The same, of an exemplar that is in use."""
    return exemplar.references.filter(stands_since__isnull=False).latest("stands_since", "pk")


def reference_of(exemplar: Exemplar) -> Reference | None:
    """The reference that stands now: the latest on which all experts agreed."""
    return exemplar.references.filter(stands_since__isnull=False).order_by("-stands_since", "-pk").first()


def usable(program: Program) -> QuerySet[Exemplar]:
    """The exemplars whose reference stands and that are neither retired nor open for all to read."""
    stands = Reference.objects.filter(exemplar=OuterRef("pk"), stands_since__isnull=False)
    return Exemplar.objects.filter(
        Exists(stands),
        work__candidacy__program=program,
        work__candidacy__version__state__in=JUDGED_UNDER,
        retired_at=None,
        opened_at=None,
    ).select_related(*RELATED)


def unknown_to(person: Person, program: Program, *, at: datetime) -> list[Exemplar]:
    """Those that this person may read and doesn’t know: least read first, then by chance that is theirs alone."""
    if may(person, Can.MAKE_EXEMPLARS, program, at=at):
        return []  # whoever makes the exemplars knows what they are worth
    found = usable(program).exclude(readings__person=person).exclude(experts__person=person)
    day = company_day(at)
    open_to = [
        one
        for one in found.annotate(times=Count("readings"))
        if not knows(one.work, person) and clear_to_judge(person, one.work.candidacy.person, on=day)
    ]
    return sorted(open_to, key=lambda one: (getattr(one, "times", 0), _drawn(one.pk, person.pk)))


def _drawn(exemplar: int, person: int) -> bytes:
    return hashlib.sha256(f"{exemplar}/{person}".encode()).digest()
