"""Conflicts of interest, read from employment history, declarations and what other rooms know."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from guildmark.assessment.domain.conflicts import LOOK_BACK_MONTHS, Conflict, Declared, Stretch, conflicts_of
from guildmark.assessment.models import DeclaredConflict
from guildmark.assessment.ports import RELATED
from guildmark.assessment.queries.words import conflict_sentence
from guildmark.kernel.access import YES, Decision
from guildmark.kernel.calendar import add_months
from guildmark.people.models import Employment, Person


def conflicts_among(assessor_ids: Iterable[int], candidate_id: int, *, on: date) -> dict[int, tuple[Conflict, ...]]:
    """The conflicts that each of these assessors has with the candidate on that day; two queries, however many."""
    assessors = frozenset(assessor_ids)
    history = _history({*assessors, candidate_id}, since=add_months(on, -LOOK_BACK_MONTHS), until=on)
    in_force = Q(ends_on=None) | Q(ends_on__gte=on)
    rows = DeclaredConflict.objects.filter(in_force, person_id__in=assessors, about_id=candidate_id)
    declared = [Declared(*row) for row in rows.values_list("person_id", "about_id", "ends_on")]
    related = [tie for ties in RELATED.ask(assessors, candidate_id, on) for tie in ties]
    theirs = history[candidate_id]
    found = {
        assessor: conflicts_of(
            assessor, candidate_id, history=[*theirs, *history[assessor]], declared=declared, related=related, on=on
        )
        for assessor in assessors
    }
    return {assessor: conflicts for assessor, conflicts in found.items() if conflicts}


def _history(person_ids: set[int], *, since: date, until: date) -> dict[int, list[Stretch]]:
    rows = Employment.objects.since(since).filter(person_id__in=person_ids, starts_on__lte=until)
    found: dict[int, list[Stretch]] = defaultdict(list)
    for row in rows.values_list("person_id", "unit_id", "manager_id", "starts_on", "ends_on"):
        found[row[0]].append(Stretch(*row))
    return found


def clear_to_judge(assessor: Person, candidate: Person, *, on: date, blind: bool = False) -> Decision:
    """Whether nothing stands between them that day, or the sentence that says what does. Blind: without the name."""
    found = conflicts_among([assessor.pk], candidate.pk, on=on).get(assessor.pk)
    if not found:
        return YES
    whom = _("the candidate") if blind else candidate.name
    return Decision(conflict_sentence(found[0], assessor=assessor.name, candidate=whom))
