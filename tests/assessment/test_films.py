"""Films and sounds as evidence: their captions, length and picture; who may see those."""

import os
import stat

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guildmark.assessment import actions, jobs, queries
from guildmark.assessment.actions._pieces import _film_came
from guildmark.assessment.domain.captions import captions_problem
from guildmark.assessment.models import Evidence, Film
from guildmark.kernel import blobs, outbox
from guildmark.kernel.access import Refused
from guildmark.kernel.models import Blob, OutboxMessage
from tests import builders
from tests.assessment.pages import workspace
from tests.assessment.test_draft import decided
from tests.assessment.test_submit import filled

pytestmark = pytest.mark.usefixtures("story_time")
VTT = b"WEBVTT\n\n00:01.000 --> 00:04.000\nI isolate the feed.\n\n00:00:04.000 --> 01:00:05.500 align:start\nAnd lock it.\n"


@pytest.fixture
def film(draft, ines, at):
    with blobs.received([b"\0\0\0\x18ftypmp42" + os.urandom(90)]) as content:
        blob = blobs.keep(content, media_type="video/mp4", at=at)
    return Evidence.objects.create(
        submission=draft, kind="file", title="call.mp4", blob=blob, added_at=at, changed_at=at
    )


def captioned(client, film, content=VTT, language="English", **more):
    file = SimpleUploadedFile("call.vtt", content)
    return client.post(f"/evidence/{film.pk}/captions/", {"captions": file, "language": language}, **more)


class TestCaptions:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (VTT, ""),
            (b"\xef\xbb\xbf" + VTT.replace(b"\n", b"\r\n"), ""),
            (b"1\n00:00:01,000 --> 00:00:04,000\nHello\n", "must be a WebVTT file"),
            (b"WEBVTTX\n\n00:01.000 --> 00:04.000\nx", "must be a WebVTT file"),
            (b"WEBVTT\n\n00:01,000 --> 00:04.000\nx", "Line 3 of the captions isn’t a timing"),
            (b"WEBVTT\n\n00:61.000 --> 00:64.000\nx", "Line 3 of the captions isn’t a timing"),
            (b"WEBVTT\n\n00:04.000 --> 00:04.000\nx", "Line 3 of the captions ends before it begins"),
            (b"WEBVTT\n\nNothing", "hold no line to show"),
            (b"WEBVTT\n\n\xff\xfe", "must be text in UTF-8"),
            (b"WEBVTT\n" + b"x" * 1024**2, "can be 1 MB at most"),
        ],
    )
    def test_they_are_looked_through(self, content, reason):
        said = str(captions_problem(content))
        assert reason in said if reason else not said

    def test_they_go_with_their_film_and_are_shown_in_its_player(self, browse, ines, film, draft):
        answer = captioned(browse(ines), film)
        assert answer.status_code == 302
        [one] = film.captions.all()
        page = browse(ines).get(workspace(draft)).content.decode()
        assert f'<track kind="captions" src="/evidence/{one.pk}/file/?show" label="English" default>' in page
        served = browse(ines).get(f"/evidence/{one.pk}/file/?show")
        assert served.headers["Content-Type"] == "text/vtt; charset=utf-8"
        assert b"".join(served.streaming_content) == VTT

    def test_a_language_again_takes_the_place_of_the_first(self, browse, ines, film):
        captioned(browse(ines), film)
        captioned(browse(ines), film, VTT.replace(b"lock", b"bolt"))
        captioned(browse(ines), film, language="Nederlands")
        assert sorted(film.captions.values_list("title", flat=True)) == ["English", "Nederlands"]

    def test_a_script_is_told_what_is_wrong(self, browse, ines, film):
        answer = captioned(browse(ines), film, b"no", headers={"X-Requested-With": "guildmark"})
        assert (answer.status_code, film.captions.count()) == (422, 0)
        assert answer.json()["sentence"].startswith("Captions must be a WebVTT file")

    def test_only_films_have_captions(self, draft, ines, at):
        with blobs.received([b"%PDF-"]) as content:
            blob = blobs.keep(content, media_type="application/pdf", at=at)
        page = Evidence.objects.create(
            submission=draft, kind="file", title="a.pdf", blob=blob, added_at=at, changed_at=at
        )
        with blobs.received([VTT]) as content, pytest.raises(Refused, match="Only film and sound have captions"):
            actions.attach_captions(film=page, language="English", content=content, by=ines, at=at)

    def test_nobody_else_adds_them_and_nobody_later(self, browse, ines, nadia, film, draft, at):
        assert captioned(browse(nadia), film).status_code == 404
        captioned(browse(ines), film)
        filled(draft, ines, at)
        actions.submit(submission=draft, identity=True, original=True, by=ines, at=at)
        assert captioned(browse(ines), film, language="Nederlands").status_code == 422
        [one] = film.captions.all()
        assert one.sha256 == one.blob.sha256

    def test_a_further_attempt_has_them_too_about_its_own_copy(self, film, browse, ines, draft, candidacy, at):
        captioned(browse(ines), film)
        filled(draft, ines, at)
        actions.submit(submission=draft, identity=True, original=True, by=ines, at=at)
        decided(draft, at)
        again = actions.open_submission(candidacy=candidacy, task=draft.task, by=ines, at=at)
        copy = again.evidence.get(kind="captions")
        assert copy.about == again.evidence.get(kind="file")
        assert copy.carried_from.about == film

    def test_put_back_they_are_about_their_film_again(self, browse, ines, film, draft, at):
        captioned(browse(ines), film)
        [one] = film.captions.all()
        removed = actions.remove_evidence(submission=draft, evidence_id=one.pk, by=ines, at=at)
        token = queries.token_of(draft, removed)
        back = actions.put_back(submission=draft, removed=queries.removed_by(draft, token), by=ines, at=at)
        assert (back.about, back.title) == (film, "English")


class TestLookingInto:
    @pytest.fixture
    def an_ffmpeg(self, settings, tmp_path):
        program = tmp_path / "ffmpeg"
        program.write_text(
            '#!/bin/sh\nfor last; do :; done; printf "\\377\\330\\377\\340picture" > "$last"\n'
            'echo "  Duration: 00:01:02.50, start: 0.0" >&2\n'
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        settings.FFMPEG = str(program)

    def test_the_player_then_knows_its_length_and_a_picture(self, film, browse, ines, tomasz, draft, an_ffmpeg, at):
        jobs.look_into_film({"blob_id": film.blob_id})
        page = browse(ines).get(workspace(draft)).content.decode()
        assert f'poster="/evidence/{film.pk}/poster/"' in page
        assert "0:00 / 1:02" in page
        served = browse(ines).get(f"/evidence/{film.pk}/poster/")
        assert served.headers["Content-Type"] == "image/jpeg"
        assert b"".join(served.streaming_content).endswith(b"picture")
        assert browse(tomasz).get(f"/evidence/{film.pk}/poster/").status_code == 404

    def test_twice_is_once(self, film, an_ffmpeg):
        for _again in range(2):
            jobs.look_into_film({"blob_id": film.blob_id})
        assert Film.objects.count() == 1

    def test_without_ffmpeg_it_waits_for_the_day_it_is_there(self, film, browse, ines, draft, settings, an_ffmpeg, at):
        there, settings.FFMPEG = settings.FFMPEG, "no-such-program"
        jobs.look_into_film({"blob_id": film.blob_id})
        assert jobs.look_into_films(at) == "ffmpeg is not installed"
        page = browse(ines).get(workspace(draft)).content.decode()
        assert "<video" in page
        assert "poster=" not in page
        assert browse(ines).get(f"/evidence/{film.pk}/poster/").status_code == 404
        settings.FFMPEG = there
        assert "looked into" in jobs.look_into_films(at)
        assert Film.objects.get().length_ms == 62_500
        assert jobs.look_into_films(at) == ""

    def test_a_film_that_comes_is_looked_into(self, draft, ines, at, version):
        blob = Blob.objects.create(sha256="1" * 64, size=1, media_type="audio/mpeg", created_at=at)
        _film_came(Evidence(submission=draft, blob=blob), at=at)
        assert OutboxMessage.objects.get(kind="assessment.look_into_film").payload == {"blob_id": blob.pk}
        assert outbox._deliveries["assessment.look_into_film"] is jobs.look_into_film


def test_ranges_let_a_player_jump(browse, ines, film):
    client = browse(ines)
    whole = b"".join(client.get(f"/evidence/{film.pk}/file/?show").streaming_content)
    part = client.get(f"/evidence/{film.pk}/file/?show", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.headers["Content-Range"]) == (206, f"bytes 10-19/{len(whole)}")
    assert b"".join(part.streaming_content) == whole[10:20]


def test_the_desk_shows_the_player_and_never_to_others(browse, ines, film, draft, tomasz, kwame, version, priya, at):
    captioned(browse(ines), film)
    filled(draft, ines, at)
    submitted = actions.submit(submission=draft, identity=True, original=True, by=ines, at=at)
    builders.qualified(tomasz, version, by=priya)
    [seat] = builders.a_panel(submitted, tomasz)
    actions.start_seat(seat=seat, by=tomasz, at=at)
    page = browse(tomasz).get(f"/seats/{seat.pk}/").content.decode()
    assert f'data-player="{film.pk}"' in page
    assert '<track kind="captions"' in page
    assert browse(kwame).get(f"/evidence/{film.captions.get().pk}/file/").status_code == 404
