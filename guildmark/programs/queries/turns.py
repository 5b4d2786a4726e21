"""What waits on those who make programs: versions to approve or publish, and criteria whose review comes up."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from guildmark.kernel.access import may, reach
from guildmark.kernel.calendar import local_date
from guildmark.kernel.turns import Turn, Waiting
from guildmark.people.models import Person
from guildmark.programs.models import ProgramVersion, State
from guildmark.programs.permissions import Can
from guildmark.programs.queries.versions import visible_versions

SOON = timedelta(days=60)
MAKING = (State.IN_CONSULTATION, State.APPROVED)


def turns(person: Person, *, at: datetime) -> list[Turn]:
    """The turns of owners and of the committee. Nothing for anybody else, at no cost."""
    if not may(person, Can.PUBLISH, at=at):
        return []
    making = visible_versions(person, at=at).filter(state__in=MAKING).prefetch_related("authors")
    found = [turn for version in making.order_by("pk") for turn in _making(version, person, at)]
    return [*found, *_reviews(person, at)]


def _making(version: ProgramVersion, person: Person, at: datetime) -> Iterator[Turn]:
    url = reverse("programs:version", args=[version.program.slug, version.number])
    wrote = person.pk == version.created_by_id or any(one.person_id == person.pk for one in version.authors.all())
    hat = "owner" if may(person, Can.WRITE, version, at=at) else "committee"
    if version.state == State.APPROVED and may(person, Can.PUBLISH, version, at=at):
        yield Turn(
            Waiting.ON_ME, _("Publish {version}").format(version=version), url,
            since=version.approved_at, next=_("applications open"), hat=hat, action=_("Publish"),
        )  # fmt: skip
    elif version.state == State.IN_CONSULTATION and wrote:
        yield Turn(
            Waiting.ON_OTHERS, _("Approval of {version}").format(version=version), url,
            whom=_("somebody who did not write it"), next=_("publication"), hat=hat,
        )  # fmt: skip
    elif version.state == State.IN_CONSULTATION and may(person, Can.APPROVE, version, at=at):
        yield Turn(
            Waiting.ON_ME, _("Read and approve {version}").format(version=version), url,
            next=_("publication"), hat=hat, action=_("Read it"),
        )  # fmt: skip


def _reviews(person: Person, at: datetime) -> Iterator[Turn]:
    """The reviews of published criteria that fall due within two months."""
    mine = reach(person, Can.WRITE, at=at).where(program="program_id")
    today = local_date(at, person.time_zone)
    due = ProgramVersion.objects.filter(mine, state=State.PUBLISHED, review_on__lte=today + SOON)
    for version in due.select_related("program").order_by("review_on"):
        yield Turn(
            Waiting.ON_ME if version.review_on and version.review_on <= today else Waiting.COMING_UP,
            _("Review the criteria of {version}").format(version=version),
            reverse("programs:version", args=[version.program.slug, version.number]),
            due=version.review_on, next=_("a new version, or a later date"), hat="owner", action=_("Open"),
        )  # fmt: skip
