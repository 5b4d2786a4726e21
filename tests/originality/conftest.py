"""The stage for comparing: Nadia handed in first, Ines after her; Priya owns the program, Tomasz and Kwame judge."""

from datetime import timedelta

import pytest
from django.test import Client

from guildmark.assessment.models import CoAuthor, Evidence, Submission
from guildmark.programs.models import Task
from tests import builders
from tests.cast import NOW


@pytest.fixture
def version(priya, marguerite):
    return builders.a_published_version(priya, marguerite)


@pytest.fixture
def writes(version, priya):
    """`writes(ines, text, hours=2)`: a submission handed in so many hours ago."""

    def writes(person, text, *, hours=2, attempt=1, candidacy=None, blob=None, name="", made_with=None):
        candidacy = candidacy or builders.a_candidacy(person, version, settled_by=priya)
        made = builders.a_draft(candidacy, attempt=attempt)
        stamped = {"submission": made, "added_at": NOW, "changed_at": NOW, "sha256": "b" * 64}
        written = Evidence.objects.create(kind="text", text=f"<p>{text}</p>", **stamped)
        if blob:
            Evidence.objects.create(kind="file", title=name, blob=blob, **stamped)
        if made_with:
            CoAuthor.objects.create(evidence=written, person=made_with)
        made.state, made.digest = "submitted", f"{made.pk:064x}"
        made.submitted_at = made.original_at = NOW - timedelta(hours=hours)
        made.save()
        return Submission.objects.get(pk=made.pk)

    return writes


@pytest.fixture
def with_wordings(priya, marguerite):
    draft = builders.a_draft_version(priya, slug="customer-resolution-lead")
    variants = [{"key": key, "brief": f"The {key} at the quay."} for key in ("pump", "weir", "store")]
    Task.objects.filter(version=draft).update(variants=variants)
    return builders.published(draft, marguerite)


@pytest.fixture
def story_time(monkeypatch, at):
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: at)


@pytest.fixture
def browse():
    def browse(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return browse
