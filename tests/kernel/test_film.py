"""Looking into films: with ffmpeg, without it, and with one that hangs."""

import os
import stat
import time

import pytest

from guildmark.kernel import blobs, film
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_film():
    with blobs.received([os.urandom(64)]) as content:
        return blobs.keep(content, media_type="video/mp4", at=NOW)


@pytest.fixture
def standing_in(settings, tmp_path):
    """A program in ffmpeg's place that does this."""

    def stand_in(script: str) -> None:
        program = tmp_path / "ffmpeg"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        settings.FFMPEG = str(program)

    return stand_in


def test_its_length_and_a_picture(a_film, standing_in):
    standing_in(
        'for last; do :; done; printf "\\377\\330\\377\\340picture" > "$last";'
        'echo "  Duration: 00:01:02.50, start: 0.0" >&2'
    )
    seen = film.look_into(a_film)
    assert (seen.length_ms, seen.problem) == (62_500, "")
    assert seen.poster == b"\xff\xd8\xff\xe0picture"


def test_a_recording_that_does_not_say_its_length_is_counted(a_film, standing_in):
    standing_in(
        'case "$*" in *null*) echo "frame=9 time=00:00:01.00 x time=00:00:07.25" >&2;;'
        ' *) echo "  Duration: N/A, start: 0.0" >&2;; esac'
    )
    assert film.look_into(a_film).length_ms == 7_250


def test_what_is_no_picture_is_not_kept(a_film, standing_in):
    standing_in('for last; do :; done; [ "$last" = - ] || echo "<script>" > "$last"')
    assert film.look_into(a_film).poster == b""


def test_one_that_hangs_is_ended_with_all_it_started(a_film, standing_in, tmp_path):
    standing_in(f"sleep 300 & echo $! > {tmp_path}/child; wait")
    begun = time.monotonic()
    seen = film.look_into(a_film, seconds=0.5)
    assert time.monotonic() - begun < 5
    assert (seen.length_ms, seen.poster, seen.problem) == (None, b"", "ffmpeg took longer than 0.5 s")
    child = int((tmp_path / "child").read_text())
    until = time.monotonic() + 5
    while _runs(child):
        assert time.monotonic() < until
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_the_file_cannot_make_it_open_others(a_film, standing_in, tmp_path):
    standing_in(f'echo "$@" > {tmp_path}/asked')
    film.look_into(a_film)
    asked = (tmp_path / "asked").read_text()
    assert "-protocol_whitelist file -f mov -i" in asked


def test_without_it_nothing_is_found_out_and_nothing_breaks(a_film, settings):
    settings.FFMPEG = "no-such-program"
    assert film.ffmpeg() == ""
    assert film.look_into(a_film) == film.Seen(problem="ffmpeg is not installed")
