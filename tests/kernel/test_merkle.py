"""Merkle trees: the published vectors of RFC 6962's reference implementation, and proofs against every tree up to 40."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildmark.kernel import merkle
from guildmark.kernel.notes import Checkpoint, Unreadable, VerifierKey, checkpoint, opened

# Inputs and heads of the Certificate Transparency reference tests (RFC 6962 and RFC 9162 hash alike).
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
HEADS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATH_0_8 = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
# The example of a signed note in the documentation of Go's `golang.org/x/mod/sumdb/note`.
NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def leaves(count):
    return [merkle.leaf_hash(f"entry {number}".encode()) for number in range(count)]


def over(hashes):
    return lambda start, end: merkle.root(hashes[start:end])


class TestPublishedVectors:
    def test_the_head_of_nothing(self):
        assert merkle.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    @pytest.mark.parametrize("size", range(1, 9))
    def test_heads(self, size):
        hashes = [merkle.leaf_hash(bytes.fromhex(one)) for one in INPUTS[:size]]
        assert merkle.root(hashes).hex() == HEADS[size - 1]

    def test_a_proof_of_inclusion(self):
        hashes = [merkle.leaf_hash(bytes.fromhex(one)) for one in INPUTS]
        assert [step.hex() for step in merkle.inclusion(0, 8, over(hashes))] == PATH_0_8

    def test_a_proof_of_consistency(self):
        """From one entry to eight the proof is the first entry's path, since that entry is the older tree."""
        hashes = [merkle.leaf_hash(bytes.fromhex(one)) for one in INPUTS]
        assert [step.hex() for step in merkle.consistency(1, 8, over(hashes))] == PATH_0_8

    def test_a_signed_note(self):
        assert opened(NOTE, [VerifierKey.parsed(NEUMANN)]).startswith("If you think")
        assert str(VerifierKey.parsed(NEUMANN)) == NEUMANN

    def test_a_signed_note_altered(self):
        with pytest.raises(Unreadable, match="does not hold"):
            opened(NOTE.replace("answer", "cause"), [VerifierKey.parsed(NEUMANN)])


class TestEveryTreeUpToForty:
    @pytest.mark.parametrize("size", range(1, 41))
    def test_each_entry_is_proven_at_its_own_place_only(self, size):
        hashes = leaves(size)
        head = merkle.root(hashes)
        for position in range(size):
            path = merkle.inclusion(position, size, over(hashes))
            places = [at for at in range(size) if merkle.includes(head, size, hashes[position], at, path)]
            assert places == [position]

    @pytest.mark.parametrize("size", range(1, 41))
    def test_each_older_head_is_continued_and_no_other(self, size):
        hashes = leaves(size)
        head = merkle.root(hashes)
        for old in range(size + 1):
            path = merkle.consistency(old, size, over(hashes))
            assert merkle.continues(merkle.root(hashes[:old]), old, head, size, path)
            rewritten = [merkle.leaf_hash(b"rewritten"), *hashes[1:old]]
            assert old == 0 or not merkle.continues(merkle.root(rewritten), old, head, size, path)

    def test_growing_one_by_one_gives_the_same_heads(self):
        growing = merkle.Growing()
        for size, leaf in enumerate(leaves(300), start=1):
            growing.add(leaf)
            assert growing.head() == merkle.root(leaves(300)[:size])


@given(st.integers(1, 200), st.data())
def test_no_altered_proof_holds(size, data):
    hashes = leaves(size)
    position = data.draw(st.integers(0, size - 1))
    path = merkle.inclusion(position, size, over(hashes))
    head = merkle.root(hashes)
    assert merkle.includes(head, size, hashes[position], position, path)
    assert not merkle.includes(head, size, hashes[position], position, [*path, b"\x00" * 32])
    if path:
        at = data.draw(st.integers(0, len(path) - 1))
        assert not merkle.includes(head, size, hashes[position], position, [*path[:at], b"\x00" * 32, *path[at + 1 :]])
        assert not merkle.includes(head, size, hashes[position], position, path[:-1])


@given(st.binary(max_size=300))
def test_no_text_breaks_the_reader(content):
    with pytest.raises(Unreadable):
        checkpoint(content.decode("latin-1"), [VerifierKey.parsed(NEUMANN)])


def test_a_tree_head_is_three_lines():
    """The example of the specification `tlog-checkpoint`."""
    head = Checkpoint(
        "example.com/behind-the-sofa", 20852163, base64.b64decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    )
    assert head.text() == "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
