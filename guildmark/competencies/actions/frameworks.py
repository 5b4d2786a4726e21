"""Starting a framework here, and describing it."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from guildmark.competencies.facts import FrameworkDescribed, FrameworkStarted
from guildmark.competencies.lifecycle import may_take_slug
from guildmark.competencies.models import Framework
from guildmark.competencies.permissions import Can
from guildmark.kernel.access import Actor, ensure, may
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock


@transaction.atomic
def start_framework(
    *,
    title: str,
    by: Actor,
    at: datetime,
    slug: str = "",
    description: str = "",
    creator: str = "",
    language: str = "en",
) -> Framework:
    """Start an empty framework, to be filled here."""
    ensure(may(by, Can.EDIT, at=at))
    slug = slug or slugify(title)[:70].strip("-") or "framework"
    ensure(may_take_slug(slug))
    framework = Framework.objects.create(
        slug=slug,
        title=title,
        description=description,
        creator=creator or title,
        language=language,
        last_change=at.isoformat(),
        created_at=at,
        created_by_id=by.pk,
    )
    announce(FrameworkStarted(framework.pk), by=by, at=at)
    return framework


@transaction.atomic
def describe_framework(
    *, framework: Framework, title: str, description: str, publisher: str, version: str, by: Actor, at: datetime
) -> Framework:
    """Say what the framework is called and about, who publishes it and in which version."""
    framework = lock(framework)
    ensure(may(by, Can.EDIT, at=at))
    said = {"title": title, "description": description, "publisher": publisher, "version": version}
    if said == {name: getattr(framework, name) for name in said}:
        return framework
    for name, value in said.items():
        setattr(framework, name, value)
    framework.last_change = at.isoformat()
    framework.save()
    announce(FrameworkDescribed(framework.pk), by=by, at=at)
    return framework
