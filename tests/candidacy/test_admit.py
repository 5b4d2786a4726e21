import pytest
from django.db import IntegrityError, transaction

from guildmark.candidacy.actions import admit, apply, not_admit
from guildmark.candidacy.models import Candidacy, State
from guildmark.kernel.access import Refused


@pytest.fixture
def application(ines, program, at):
    return apply(program=program, by=ines, at=at)


def test_the_program_owner_admits(application, priya, ines, at, facts_of):
    admitted = admit(candidacy=application, by=priya, at=at)
    assert (admitted.state, admitted.settled_by, admitted.settled_at) == (State.ADMITTED, priya, at)
    assert facts_of("CandidacyAdmitted") == [{"candidacy_id": application.pk, "person_id": ines.pk}]


def turn_down(*, candidacy, by, at):
    return not_admit(candidacy=candidacy, reason="No site visit this year.", by=by, at=at)


@pytest.mark.parametrize(("again", "verb"), [(admit, "admit"), (turn_down, "turn down")])
def test_not_twice(application, priya, at, again, verb):
    admit(candidacy=application, by=priya, at=at)
    with pytest.raises(Refused, match=f"can’t {verb} it: it is admitted"):
        again(candidacy=application, by=priya, at=at)


@pytest.mark.parametrize("who", ["henrik", "tomasz", "marguerite", "weiling", "nadia", "ines"])
@pytest.mark.parametrize("settle", [admit, turn_down])
def test_nobody_else_settles_it(application, settle, who, request, at):
    with pytest.raises(Refused, match=r"You may not admit candidates\. That takes: Program owner"):
        settle(candidacy=application, by=request.getfixturevalue(who), at=at)


@pytest.mark.parametrize("settle", [admit, turn_down])
def test_an_owner_does_not_settle_their_own(priya, program, at, settle):
    own = apply(program=program, by=priya, at=at)
    with pytest.raises(Refused, match="Nobody settles their own candidacy"):
        settle(candidacy=own, by=priya, at=at)


def test_not_admitted_comes_with_a_reason(application, priya, at, facts_of):
    turned_down = not_admit(candidacy=application, reason="No site visit planned this year.", by=priya, at=at)
    assert (turned_down.state, turned_down.settled_reason) == (State.NOT_ADMITTED, "No site visit planned this year.")
    assert len(facts_of("CandidacyNotAdmitted")) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Candidacy.objects.filter(pk=application.pk).update(settled_reason="")
