from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from guildmark.candidacy.actions import apply, not_admit, withdraw
from guildmark.candidacy.models import Candidacy, State
from guildmark.kernel.access import Refused
from guildmark.programs.models import ProgramVersion
from guildmark.programs.models import State as VersionState
from tests.builders import a_candidacy, a_draft_version, a_published_version
from tests.cast import NOW, a_person


def test_an_application_pins_the_published_version(ines, program, version, at, facts_of):
    candidacy = apply(program=program, motivation=" I lead two sites. ", by=ines, at=at)

    assert (candidacy.state, candidacy.period, candidacy.version) == (State.APPLIED, 1, version)
    assert candidacy.motivation == "I lead two sites."
    assert facts_of("CandidacyApplied") == [
        {"candidacy_id": candidacy.pk, "person_id": ines.pk, "program_id": program.pk}
    ]


def test_it_stays_on_its_version_when_a_new_one_comes(ines, nadia, priya, program, version, at):
    first = apply(program=program, by=ines, at=at)
    ProgramVersion.objects.filter(pk=version.pk).update(state=VersionState.SUPERSEDED)
    newer = ProgramVersion.objects.create(
        program=program, number="1.1", title=program.title, created_at=at, created_by=priya
    )
    ProgramVersion.objects.filter(pk=newer.pk).update(
        state=VersionState.PUBLISHED, digest="a" * 64, approved_at=at, approved_by=nadia
    )

    assert apply(program=program, by=nadia, at=at).version == newer
    first.refresh_from_db()
    assert first.version == version


def test_a_second_application_says_that_one_is_on_the_way(ines, program, at):
    first = apply(program=program, by=ines, at=at)
    with pytest.raises(Refused, match=f"already on the way in this program: {first.ref} is applied"):
        apply(program=program, by=ines, at=at)


def test_the_database_too_allows_one_live_candidacy(ines, version):
    a_candidacy(ines, version)
    with pytest.raises(IntegrityError), transaction.atomic():
        Candidacy.objects.create(
            person=ines, program=version.program, version=version, period=2, applied_at=NOW, state=State.APPLIED
        )


def test_after_an_ended_candidacy_comes_the_next_period(ines, priya, program, at):
    withdraw(candidacy=apply(program=program, by=ines, at=at), reason="New job", by=ines, at=at)
    second = apply(program=program, by=ines, at=at + timedelta(days=90))
    assert second.period == 2
    not_admit(candidacy=second, reason="No site this year", by=priya, at=at)
    assert apply(program=program, by=ines, at=at + timedelta(days=180)).period == 3


def test_not_where_nothing_is_published(ines, priya, at):
    draft = a_draft_version(priya, slug="unready")
    with pytest.raises(Refused, match="isn’t open for applications"):
        apply(program=draft.program, by=ines, at=at)


def test_a_prior_credential_is_asked_for_and_named(ines, program, advanced, holders, at):
    with pytest.raises(Refused, match=r"“Field Commissioning Engineer”\. You don’t hold it today"):
        apply(program=advanced.program, by=ines, at=at)
    holders.add((ines.pk, program.pk))
    assert apply(program=advanced.program, by=ines, at=at).state == State.APPLIED


def test_a_double_click_makes_one_candidacy(at_once):
    priya, marguerite, ines = (
        a_person(name, function="people", at="pune", in_unit="academy")
        for name in ("Priya Raman", "Marguerite Osei", "Ines Carvalho")
    )
    program = a_published_version(priya, marguerite).program

    made, refused = sorted(
        at_once(*[lambda: apply(program=program, by=ines, at=NOW)] * 2), key=lambda one: isinstance(one, Exception)
    )
    assert isinstance(made, Candidacy)
    assert isinstance(refused, Refused)
    assert "already on the way" in str(refused)
    assert Candidacy.objects.count() == 1
