"""Who may read which study of a cut."""

from datetime import datetime

from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.http import Http404

from guildmark.calibration.models import Answer, Judge, Round, Study
from guildmark.calibration.permissions import Can
from guildmark.candidacy.models import LIVE, Candidacy
from guildmark.kernel.access import may, reach
from guildmark.people.models import Person


def studies_led(person: Person, *, at: datetime) -> QuerySet[Study]:
    """The studies of the programs that this person answers for, the newest first."""
    reached = reach(person, Can.SEE_STANDARD, at=at).where(program="version__program")
    return Study.objects.filter(reached).select_related("version__program").order_by("-opened_at", "-pk")


SHOWS = ("open", "chosen", "dropped")
ORDERS = {"task": ("title", "pk"), "program": ("version__program__title", "version__number", "pk")}


def studies_listed(person: Person, *, at: datetime, show: str, text: str = "", sort: str = "") -> QuerySet[Study]:
    """Those that are open, whose cut was chosen, or that were dropped; with how far their judges are. One query."""
    ended = {"chosen": Q(chosen_at__isnull=False), "dropped": Q(dropped_at__isnull=False)}.get(show)
    ended = ended or Q(chosen_at=None, dropped_at=None)
    rows = studies_led(person, at=at).filter(ended)
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(version__program__title__icontains=text))
    here = Q(rounds__closed_at=None, rounds__answers__handed_in_at__isnull=False)
    rows = rows.annotate(
        asked=Count("judges", distinct=True),
        here=Count("rounds__answers", filter=here, distinct=True),
        round=Max("rounds__number"),
        open_round=Max("rounds__number", filter=Q(rounds__closed_at=None)),
    )
    return rows.order_by(*ORDERS[sort]) if sort in ORDERS else rows


def get_study(person: Person, pk: int, *, at: datetime) -> Study:
    """A study, for those who answer for its program: its figures and who judges, never who said what."""
    judges = Judge.objects.select_related("person__job_function").order_by("person__name", "pk")
    rows = studies_led(person, at=at).select_related("opened_by", "chosen_by", "dropped_by")
    found = rows.prefetch_related("rounds", Prefetch("judges", judges)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def get_study_judged(person: Person, pk: int, *, at: datetime) -> Study:
    """A study that this person is invited to judge."""
    found = Study.objects.filter(judges__person=person).select_related("version__program").filter(pk=pk).first()
    if found is None or not may(person, Can.JUDGE_STANDARD, found, at=at):
        raise Http404
    return found


def waiting_for(person: Person) -> list[tuple[Study, Round]]:
    """The studies in whose open round this person has not handed in yet, the oldest first; none of a program in which
    they are on the way by now. One query."""
    gains_by = Candidacy.objects.filter(person=person, state__in=LIVE).values("program")
    opened = (
        Round.objects.filter(
            closed_at=None, study__judges__person=person, study__chosen_at=None, study__dropped_at=None
        )
        .exclude(study__version__program__in=gains_by)
        .exclude(answers__in=Answer.objects.filter(judge__person=person, handed_in_at__isnull=False))
    )
    return [(one.study, one) for one in opened.select_related("study").order_by("opened_at", "pk")]
