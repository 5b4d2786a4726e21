"""The fast way must say exactly what the slow way says."""

import json
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildmark.credentials.domain import eddsa_rdfc_2022 as suite
from guildmark.credentials.domain import signing
from guildmark.credentials.domain.badge import Award, Piece, credential
from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.graph import canonical
from guildmark.credentials.domain.signing import canonical_award, sign
from guildmark.credentials.domain.stencil import shape_of, stencil, texts_of
from tests.credentials.samples import ACHIEVEMENT, CREATED, ISSUER, KEY, SIGNER, an_award

texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=[*map(chr, [*range(9), 11, 12, *range(14, 32), 127])])
)
in_addresses = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~", min_size=1)
awards = st.builds(
    Award,
    ref=in_addresses,
    valid_from=texts,
    valid_until=texts,
    identity_hash=texts,
    salt=texts,
    status_list=in_addresses,
    status_index=in_addresses,
    achieved=st.lists(st.tuples(in_addresses, in_addresses), max_size=4).map(tuple),
    evidence=st.lists(st.builds(Piece, in_addresses, texts), max_size=3).map(tuple),
)


@settings(max_examples=25, deadline=None)
@given(awards)
def test_any_award_reads_the_same_both_ways(award):
    body = credential(ACHIEVEMENT, ISSUER, award)
    assert canonical_award(ACHIEVEMENT, ISSUER, award, body) == canonical(body)


@settings(max_examples=25, deadline=None)
@given(awards)
def test_where_the_stencil_answers_it_answers_right(award):
    found = stencil(partial(credential, ACHIEVEMENT, ISSUER), shape_of(award)).filled(texts_of(award))
    assert found is None or found == canonical(credential(ACHIEVEMENT, ISSUER, award))


def test_an_ordinary_award_takes_the_fast_way(monkeypatch):
    sign(ACHIEVEMENT, an_award(1), SIGNER, created=CREATED)
    monkeypatch.setattr(signing, "canonical", lambda body: pytest.fail("took the slow way"))
    monkeypatch.undo()
    filled = stencil(partial(credential, ACHIEVEMENT, ISSUER), shape_of(an_award())).filled(texts_of(an_award(2)))
    assert filled == canonical(credential(ACHIEVEMENT, ISSUER, an_award(2)))


def test_the_fast_signature_is_the_slow_signature():
    fast = json.loads(sign(ACHIEVEMENT, an_award(7), SIGNER, created=CREATED).document)
    slow = suite.sign(credential(ACHIEVEMENT, ISSUER, an_award(7)), key=KEY, created=CREATED, method=SIGNER.method)
    assert fast == slow


def test_two_alike_results_take_the_slow_way():
    twice = an_award()
    twice = replace(twice, achieved=(*twice.achieved, twice.achieved[0]))
    assert stencil(partial(credential, ACHIEVEMENT, ISSUER), shape_of(twice)).filled(texts_of(twice)) is None
    body = credential(ACHIEVEMENT, ISSUER, twice)
    assert canonical_award(ACHIEVEMENT, ISSUER, twice, body) == canonical(body)


@pytest.mark.parametrize("ref", ["A B", "A>B", 'A"B', "A\x00B"])
def test_what_can_not_stand_in_an_address_is_never_signed(ref):
    with pytest.raises(Unsound):
        sign(ACHIEVEMENT, replace(an_award(), ref=ref), SIGNER, created=CREATED)


def test_a_control_character_is_never_signed():
    with pytest.raises(Unsound, match="control character"):
        sign(ACHIEVEMENT, replace(an_award(), salt="\x01"), SIGNER, created=CREATED)


def test_a_program_that_talks_of_gaps_takes_the_slow_way():
    cheeky = replace(ACHIEVEMENT, narrative="Mind the gap0pag.")
    body = credential(cheeky, ISSUER, an_award())
    assert "gap0pag" in canonical_award(cheeky, ISSUER, an_award(), body) == canonical(body)
