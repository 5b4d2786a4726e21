"""The shape of the organisation: units, job functions, sites."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from guildmark.kernel.access import Actor, Scope, ensure, may
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people import lifecycle
from guildmark.people.facts import JobFunctionOpened, SiteOpened, UnitOpened
from guildmark.people.models import JobFunction, OrgUnit, Site
from guildmark.people.permissions import Can


@transaction.atomic
def open_unit(*, code: str, name: str, parent: OrgUnit | None = None, by: Actor, at: datetime) -> OrgUnit:
    """There is a unit of this name, below `parent` or at the top."""
    parent = lock(parent) if parent else None
    ensure(may(by, Can.SHAPE, Scope(unit=parent.pk if parent else None), at=at))
    ensure(lifecycle.is_free(OrgUnit, code))
    unit = OrgUnit.objects.create(code=code, name=name, parent=parent)
    unit.path = unit.path_below(parent)
    unit.save(update_fields=["path"])
    announce(UnitOpened(unit.pk, parent.pk if parent else None), by=by, at=at)
    return unit


@transaction.atomic
def open_job_function(*, code: str, name: str, by: Actor, at: datetime) -> JobFunction:
    """There is a job function of this name."""
    ensure(may(by, Can.SHAPE, Scope(), at=at))
    ensure(lifecycle.is_free(JobFunction, code))
    function = JobFunction.objects.create(code=code, name=name)
    announce(JobFunctionOpened(function.pk), by=by, at=at)
    return function


@transaction.atomic
def open_site(*, code: str, name: str, time_zone: str, by: Actor, at: datetime) -> Site:
    """There is a site of this name, whose clocks show `time_zone`."""
    ensure(may(by, Can.SHAPE, Scope(), at=at))
    ensure(lifecycle.is_free(Site, code))
    ensure(lifecycle.offers(settings.LANGUAGE_CODE, time_zone))
    site = Site.objects.create(code=code, name=name, time_zone=time_zone)
    announce(SiteOpened(site.pk), by=by, at=at)
    return site
