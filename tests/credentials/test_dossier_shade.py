"""What the candidate’s form withholds can’t be guessed from what it tells: entries of the journal have no salt."""

import json
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from guildmark.assessment.facts import SeatStarted
from guildmark.candidacy.facts import CandidacyResumed
from guildmark.credentials.domain.dossier import Form, check
from guildmark.credentials.dossier import dossier_file
from guildmark.credentials.queries.records.shade import _steps, of_the_moment, shaded
from guildmark.kernel import merkle
from guildmark.kernel.facts import announce
from guildmark.kernel.models import JournalEntry
from tests.cast import NOW
from tests.credentials.judging_story import decided, elsewhere

SIZES = st.integers(1, 70)


@given(SIZES, st.data())
def test_no_proof_that_is_shown_covers_one_secret_and_else_only_what_is_told(size, data):
    places = data.draw(st.lists(st.integers(0, size - 1), unique=True))
    secret = set(data.draw(st.lists(st.sampled_from(places), unique=True))) if places else set()
    found = shaded({place: place for place in places}, secret, secret, size)
    told = set(places) - secret - found
    for place in told:
        for start, end in _steps(place, size):
            hidden = set(range(start, end)) - told
            assert len(hidden) != 1 or not hidden <= secret
    assert not found & secret


@given(SIZES, st.data())
def test_where_nothing_is_secret_nothing_is_withheld(size, data):
    places = data.draw(st.lists(st.integers(0, size - 1), unique=True))
    assert shaded({place: place for place in places}, set(), set(), size) == set()


@given(SIZES, st.data())
def test_the_steps_are_those_of_the_proof(size, data):
    leaves = [merkle.leaf_hash(bytes([n])) for n in range(size)]
    place = data.draw(st.integers(0, size - 1))
    shown = merkle.inclusion(place, size, lambda start, end: merkle.root(leaves[start:end]))
    assert shown[::-1] == [merkle.root(leaves[start:end]) for start, end in _steps(place, size)]


def test_what_happened_in_the_same_moment_is_withheld_with_it():
    times = {1: NOW, 2: NOW + timedelta(microseconds=1), 3: NOW}
    assert of_the_moment(times, {1}) == {1, 3}


@pytest.mark.django_db
def test_no_hash_of_what_an_assessor_did_is_in_the_candidates_file(decision, tomasz, kwame, at):
    entries = check(dossier_file(decision, Form.CANDIDATE, at + timedelta(hours=1))).parts["journal.json"]["entries"]
    theirs = JournalEntry.objects.filter(actor_id__in=[tomasz.pk, kwame.pk])
    assert theirs.count() > 6
    shown = json.dumps(entries)
    for one in theirs:
        assert merkle.leaf_hash(one.canonical.encode()).hex() not in shown
        assert one.digest not in shown


@pytest.mark.django_db
def test_nor_is_it_in_the_proof_of_what_stands_beside_it(disputed, kwame, ines, marguerite, at):
    elsewhere(JournalEntry.objects.count() % 2)
    with transaction.atomic():
        secret = announce(SeatStarted(99, disputed.submissions.get().pk), by=kwame, at=at - timedelta(minutes=2))
        announce(CandidacyResumed(disputed.pk), by=ines, at=at - timedelta(minutes=1))
    decision = decided(disputed, marguerite, at=at)
    for form, told in ((Form.FULL, True), (Form.CANDIDATE, False)):
        shown = json.dumps(check(dossier_file(decision, form, at + timedelta(hours=1))).parts["journal.json"])
        assert ("CandidacyResumed" in shown) is told
        assert (merkle.leaf_hash(secret.canonical.encode()).hex() in shown) is told
