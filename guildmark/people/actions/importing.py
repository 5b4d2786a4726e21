"""Many people at once: one bulk verb, one transaction, the same constraints."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from guildmark.kernel.access import Actor, Scope, ensure, may
from guildmark.kernel.facts import announce
from guildmark.people import lifecycle, queries
from guildmark.people.actions.shaping import open_job_function, open_site, open_unit
from guildmark.people.domain.roster import Known, Opening, Plan, Planned, Sheet, plan
from guildmark.people.facts import PeopleImported, PersonMoved
from guildmark.people.models import Employment, JobFunction, OrgUnit, Person, Site, company_day
from guildmark.people.permissions import Can

AT_ONCE = 500


@transaction.atomic
def import_people(
    *, sheet: Sheet, open_places: bool, file_digest: str, previewed: str = "", by: Actor, at: datetime
) -> Plan:
    """The directory says what the sheet says: people added, changed and moved, all of them or none. With `previewed`,
    only if that is still exactly what was previewed."""
    list(Person.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    ensure(may(by, Can.IMPORT, Scope(), at=at))
    wanted = plan(sheet, queries.directory_now(), today=company_day(at), open_places=open_places)
    ensure(lifecycle.may_apply(wanted, previewed))
    _open(wanted.openings, by, at)
    touched = [planned for planned in wanted.people if planned.kind != "unchanged"]
    ids = _write(touched, at)
    if touched:
        everybody = tuple(sorted(ids[planned.person.employee_number] for planned in touched))
        added, changed, moved = (len(wanted.of(kind)) for kind in ("added", "changed", "moved"))
        announce(PeopleImported(everybody, added, changed, moved, file_digest), by=by, at=at)
    units = dict(OrgUnit.objects.values_list("code", "pk"))
    for planned in wanted.of("moved"):
        person, day = planned.person, planned.starts_on or company_day(at)
        fact = PersonMoved(ids[person.employee_number], units[person.unit], ids.get(person.manager), day.isoformat())
        announce(fact, by=by, at=at)
    return wanted


def _open(openings: Iterable[Opening], by: Actor, at: datetime) -> None:
    top = OrgUnit.objects.filter(parent=None).first()
    for opening in openings:
        if opening.kind == "unit":
            parent = OrgUnit.objects.get(code=opening.parent) if opening.parent else top
            unit = open_unit(code=opening.code, name=opening.name, parent=parent, by=by, at=at)
            top = top or unit
        elif opening.kind == "job_function":
            open_job_function(code=opening.code, name=opening.name, by=by, at=at)
        else:
            zone = opening.time_zone or settings.TIME_ZONE
            open_site(code=opening.code, name=opening.name, time_zone=zone, by=by, at=at)


def _write(touched: Sequence[Planned], at: datetime) -> dict[str, int]:
    """Write who is added, changed or moved; return everybody’s id by employee number."""
    functions = {function.code: function for function in JobFunction.objects.all()}
    sites = {site.code: site for site in Site.objects.all()}
    numbers = [planned.person.employee_number for planned in touched]
    here = {
        person.employee_number: person
        for start in range(0, len(numbers), AT_ONCE)
        for person in Person.objects.filter(employee_number__in=numbers[start : start + AT_ONCE])
    }
    people = [
        _person(planned.person, here.get(planned.person.employee_number), functions, sites, at) for planned in touched
    ]
    fields = ["name", "email", "job_function", "site", "language", "time_zone"]
    Person.objects.bulk_create([person for person in people if person.pk is None], batch_size=AT_ONCE)
    Person.objects.bulk_update([p for p in people if p.employee_number in here], fields, batch_size=AT_ONCE)
    ids = dict(Person.objects.values_list("employee_number", "pk"))
    _write_employments([planned for planned in touched if planned.starts_on], ids)
    return ids


def _person(
    known: Known, person: Person | None, functions: dict[str, JobFunction], sites: dict[str, Site], at: datetime
) -> Person:
    if person is None:
        person = Person(
            username=known.username,
            employee_number=known.employee_number,
            created_at=at,
            password=make_password(None),
        )
    person.name, person.email = known.name, known.email
    person.job_function, person.site = functions[known.job_function], sites[known.site]
    person.language = known.language or settings.LANGUAGE_CODE
    person.time_zone = known.time_zone or person.site.time_zone
    return person


def _write_employments(starting: Sequence[Planned], ids: dict[str, int]) -> None:
    units = dict(OrgUnit.objects.values_list("code", "pk"))
    starts = {ids[planned.person.employee_number]: planned.starts_on for planned in starting if planned.starts_on}
    open_now = [employment for employment in Employment.objects.filter(ends_on=None) if employment.person_id in starts]
    for employment in open_now:
        employment.ends_on = starts[employment.person_id] - timedelta(days=1)
    Employment.objects.bulk_update(open_now, ["ends_on"], batch_size=AT_ONCE)
    Employment.objects.bulk_create(
        [
            Employment(
                person_id=ids[planned.person.employee_number],
                unit_id=units[planned.person.unit],
                manager_id=ids.get(planned.person.manager),
                starts_on=starts[ids[planned.person.employee_number]],
            )
            for planned in starting
        ],
        batch_size=AT_ONCE,
    )
