"""Content that comes in parts: one writer at a time, never in the wrong place, hashed while it comes."""

import hashlib

import pytest

from guildmark.kernel.tus import partial, protocol
from guildmark.kernel.tus.partial import Corrupted, DiskFull, Locked, Partial, TooMuch, WrongOffset

PIECES = [bytes([n]) * 1000 for n in range(6)]
WHOLE = b"".join(PIECES)


@pytest.fixture
def part(settings, tmp_path):
    settings.BLOB_DIR = tmp_path
    part = Partial("k" * 32)
    part.begin()
    yield part
    part.discard()


def sha256(content):
    return protocol.Checksum("sha256", hashlib.sha256(content).digest())


def test_parts_add_up_and_so_does_the_digest(part):
    assert part.append(PIECES[:2], offset=0, most=9000) == 2000
    assert part.append(PIECES[2:], offset=2000, most=9000) == 6000
    content = part.received()
    assert (content.size, content.sha256) == (6000, hashlib.sha256(WHOLE).hexdigest())
    assert content.path.read_bytes() == WHOLE


def test_what_this_process_took_in_is_not_read_again(part, monkeypatch):
    part.append(PIECES, offset=0, most=6000)
    part.path.write_bytes(b"x" * 6000)  # were it read, the digest would be that of the x
    assert part.received().sha256 == hashlib.sha256(WHOLE).hexdigest()


def test_what_another_process_took_in_is_read_once(part):
    part.append(PIECES[:3], offset=0, most=6000)
    partial._hashes.forget(part.key)
    part.append(PIECES[3:], offset=3000, most=6000)
    assert part.received().sha256 == hashlib.sha256(WHOLE).hexdigest()


def test_a_part_from_the_wrong_place_is_not_taken(part):
    part.append(PIECES[:2], offset=0, most=6000)
    for offset in (0, 1000, 3000):
        with pytest.raises(WrongOffset):
            part.append([b"x"], offset=offset, most=6000)
    assert part.offset == 2000


def test_while_one_writes_another_waits(part):
    def second_comes_midway():
        yield PIECES[0]
        with pytest.raises(Locked):
            part.append([b"x" * 1000], offset=1000, most=6000)
        assert part.is_being_written()
        yield PIECES[1]

    assert part.append(second_comes_midway(), offset=0, most=6000) == 2000
    assert not part.is_being_written()
    assert part.path.read_bytes() == b"".join(PIECES[:2])


def test_a_writer_that_fell_silent_loses_its_turn_and_writes_no_more(part, monkeypatch):
    def a_connection_that_hangs():
        yield PIECES[0]
        monkeypatch.setattr(partial, "SILENCE", 0.0)
        assert part.append([PIECES[1]], offset=1000, most=6000) == 2000
        yield b"late" * 250

    with pytest.raises(Locked):
        part.append(a_connection_that_hangs(), offset=0, most=6000)
    assert part.path.read_bytes() == PIECES[0] + PIECES[1]
    assert part.received().sha256 == hashlib.sha256(PIECES[0] + PIECES[1]).hexdigest()


def test_a_damaged_part_leaves_no_trace(part):
    part.append(PIECES[:1], offset=0, most=6000, checksum=sha256(PIECES[0]))
    with pytest.raises(Corrupted):
        part.append([PIECES[1][:-1] + b"?"], offset=1000, most=6000, checksum=sha256(PIECES[1]))
    assert part.offset == 1000
    part.append(PIECES[1:], offset=1000, most=6000, checksum=sha256(b"".join(PIECES[1:])))
    assert part.received().sha256 == hashlib.sha256(WHOLE).hexdigest()


def test_more_than_was_told_leaves_no_trace(part):
    part.append(PIECES[:1], offset=0, most=2500)
    with pytest.raises(TooMuch):
        part.append(PIECES[1:3], offset=1000, most=2500)
    assert part.offset == 1000


def test_a_full_disk_is_said_and_what_came_before_stays(part, monkeypatch):
    part.append(PIECES[:1], offset=0, most=6000)
    real = part.path.read_bytes()
    part.path.unlink()
    part.path.symlink_to("/dev/full")  # a device on which every write finds no room
    monkeypatch.setattr(Partial, "offset", 1000)
    with pytest.raises(DiskFull):
        part.append(PIECES[1:], offset=1000, most=6000)
    monkeypatch.undo()
    part.path.unlink()
    part.path.write_bytes(real)
    assert not part.is_being_written()
    part.append(PIECES[1:], offset=1000, most=6000)
    assert part.received().sha256 == hashlib.sha256(WHOLE).hexdigest()


def test_a_connection_that_breaks_keeps_what_came(part):
    def breaking():
        yield PIECES[0]
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        part.append(breaking(), offset=0, most=6000)
    assert (part.offset, part.is_being_written()) == (1000, False)
    part.append(PIECES[1:], offset=1000, most=6000)
    assert part.received().sha256 == hashlib.sha256(WHOLE).hexdigest()


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("", {}),
        ("filename Zmlsbe1wNA==", None),
        ("filename ZmlsbS5tcDQ=,is_confidential", {"filename": "film.mp4", "is_confidential": ""}),
        ("a Zg==,a Zg==", None),
        ("filename !!", None),
    ],
)
def test_metadata(header, found):
    if found is None and header != "filename Zmlsbe1wNA==":
        with pytest.raises(protocol.Malformed):
            protocol.metadata(header)
    elif found is not None:
        assert protocol.metadata(header) == found
    else:
        assert protocol.metadata(header)["filename"].startswith("fil")
