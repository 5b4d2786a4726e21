"""Uploads in parts, by the tus protocol 1.0.0: begun, continued, refused, given up, swept."""

import base64
import hashlib
import os
from datetime import timedelta

import pytest
from django.test import Client

from guildmark.assessment import actions, jobs
from guildmark.assessment.models import Evidence, Upload
from guildmark.kernel.access import Refused
from guildmark.kernel.tus import Partial, partial
from tests.assessment.pages import workspace
from tests.assessment.test_draft import PDF
from tests.assessment.test_submit import filled

pytestmark = pytest.mark.usefixtures("story_time")
TUS = {"Tus-Resumable": "1.0.0"}
OFFSET = "application/offset+octet-stream"
CONTENT = PDF + b"% padding\n" * 400


LENGTH = len(CONTENT)


def named(name):
    return f"filename {base64.b64encode(name.encode()).decode()}"


class Sender:
    """A tus client."""

    def __init__(self, client: Client, draft):
        self.client, self.where = client, workspace(draft, "uploads")

    def options(self):
        return self.client.options(self.where)

    def create(self, length=LENGTH, name="report.pdf", body=None, **headers):
        said = {**TUS, "Upload-Metadata": named(name), **({"Upload-Length": str(length)} if length is not None else {})}
        sent = {"data": body, "content_type": OFFSET} if body is not None else {}
        answer = self.client.post(self.where, headers={**said, **headers}, **sent)
        self.at = answer.headers.get("Location", "")
        return answer

    def head(self):
        return self.client.head(self.at, headers=TUS)

    def patch(self, body, offset, content_type=OFFSET, **headers):
        told = {**TUS, "Upload-Offset": str(offset), **headers}
        return self.client.patch(self.at, body, content_type=content_type, headers=told, CONTENT_TYPE=content_type)

    def delete(self):
        return self.client.delete(self.at, headers=TUS)

    def settle(self):
        return self.client.post(self.at, headers={"X-Requested-With": "guildmark"})


@pytest.fixture
def sender(browse, ines, draft):
    return Sender(browse(ines), draft)


class TestTheProtocol:
    def test_the_server_says_what_it_can_do(self, sender):
        answer = sender.options()
        assert answer.status_code == 204
        assert answer.headers["Tus-Version"] == "1.0.0"
        assert {"creation", "checksum", "expiration", "termination"} <= set(answer.headers["Tus-Extension"].split(","))
        assert {"sha1", "sha256"} <= set(answer.headers["Tus-Checksum-Algorithm"].split(","))
        assert int(answer.headers["Tus-Max-Size"]) == 4 * 1024**3

    def test_a_file_in_three_parts_arrives_with_the_same_digest(self, sender, draft):
        created = sender.create()
        assert (created.status_code, created.headers["Upload-Offset"]) == (201, "0")
        assert created.headers["Upload-Expires"] == "Fri, 17 Apr 2026 07:00:00 GMT"
        for first, last in ((0, 1000), (1000, 3000), (3000, None)):
            answer = sender.patch(CONTENT[first:last], first)
            assert (answer.status_code, answer.headers["Tus-Resumable"]) == (204, "1.0.0")
            assert int(answer.headers["Upload-Offset"]) == len(CONTENT[:last])
        piece = draft.evidence.get(kind="file")
        assert (piece.title, piece.blob.sha256) == ("report.pdf", hashlib.sha256(CONTENT).hexdigest())
        assert not list(partial._folder().glob(f"{Upload.objects.get().key}*"))

    def test_it_says_how_far_it_is(self, sender):
        sender.create()
        sender.patch(CONTENT[:1000], 0)
        answer = sender.head()
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (200, "1000")
        assert answer.headers["Upload-Length"] == str(len(CONTENT))
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Upload-Metadata"] == named("report.pdf")

    def test_a_small_file_comes_with_its_creation(self, sender, draft):
        answer = sender.create(body=CONTENT)
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, str(len(CONTENT)))
        assert draft.evidence.filter(kind="file").count() == 1

    def test_a_recording_tells_its_length_at_the_end(self, sender, draft):
        created = sender.create(length=None, **{"Upload-Defer-Length": "1"})
        assert created.status_code == 201
        assert sender.head().headers["Upload-Defer-Length"] == "1"
        sender.patch(CONTENT[:1000], 0)
        sender.patch(CONTENT[1000:], 1000)
        assert draft.evidence.filter(kind="file").count() == 0
        ended = sender.patch(b"", len(CONTENT), **{"Upload-Length": str(len(CONTENT))})
        assert ended.status_code == 204
        assert draft.evidence.get(kind="file").blob.size == len(CONTENT)

    def test_the_wrong_place_is_a_conflict(self, sender):
        sender.create()
        sender.patch(CONTENT[:1000], 0)
        assert sender.patch(CONTENT[2000:], 2000).status_code == 409
        assert sender.head().headers["Upload-Offset"] == "1000"

    def test_a_damaged_part_is_told_apart_and_may_be_sent_again(self, sender, draft):
        sender.create()
        digest = base64.b64encode(hashlib.sha1(CONTENT).digest()).decode()
        damaged = sender.patch(CONTENT[:-1] + b"?", 0, **{"Upload-Checksum": f"sha1 {digest}"})
        assert (damaged.status_code, damaged.json()["sentence"]) == (
            460, "A part arrived damaged and was not kept. Send it again.",
        )  # fmt: skip
        assert sender.head().headers["Upload-Offset"] == "0"
        assert sender.patch(CONTENT, 0, **{"Upload-Checksum": f"sha1 {digest}"}).status_code == 204
        assert draft.evidence.get(kind="file").blob.sha256 == hashlib.sha256(CONTENT).hexdigest()

    def test_somebody_else_writing_is_said(self, sender):
        sender.create()
        part = Partial(Upload.objects.get().key)
        token = part._take_turn(0)
        assert sender.patch(CONTENT[:10], 0).status_code == 423
        assert sender.head().status_code == 423
        part._give_up_turn(token)
        assert sender.patch(CONTENT[:10], 0).status_code == 204

    def test_giving_up_takes_everything_away(self, sender, draft):
        sender.create()
        sender.patch(CONTENT[:1000], 0)
        path = Partial(Upload.objects.get().key).path
        assert path.exists()
        assert sender.delete().status_code == 204
        assert (Upload.objects.count(), path.exists()) == (0, False)
        assert sender.head().status_code == 404

    def test_after_a_day_it_is_gone_and_swept(self, sender, at, monkeypatch):
        sender.create()
        sender.patch(CONTENT[:1000], 0)
        path = Partial(Upload.objects.get().key).path
        later = at + timedelta(hours=24)
        monkeypatch.setattr("guildmark.kernel.clock.now", lambda: later)
        assert sender.patch(CONTENT[1000:], 1000).status_code == 410
        assert jobs.sweep_uploads(later - timedelta(minutes=1)) == ""
        assert "cleared" in jobs.sweep_uploads(later)
        assert (Upload.objects.count(), path.exists()) == (0, False)

    def test_a_part_that_nothing_refers_to_is_swept(self, sender, at):
        stray = Partial("s" * 32)
        stray.begin()
        assert jobs.sweep_uploads(at) == ""
        os.utime(stray.path, (1, 1))
        assert "nothing refers to it" in jobs.sweep_uploads(at)
        assert not stray.path.exists()

    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({"Tus-Resumable": "0.2.2"}, 412),
            ({"Upload-Length": "-1"}, 400),
            ({"Upload-Length": "ten"}, 400),
            ({"Upload-Defer-Length": "1"}, 400),
            ({"Upload-Metadata": "filename not-base64!"}, 400),
        ],
    )
    def test_what_breaks_the_protocol_is_refused(self, sender, headers, status):
        assert sender.create(**headers).status_code == status
        assert not Upload.objects.exists()

    def test_a_part_of_another_type_or_without_its_place_is_refused(self, sender):
        sender.create()
        assert sender.patch(CONTENT, 0, content_type="text/plain").status_code == 415
        assert sender.patch(CONTENT, "x").status_code == 400
        assert sender.patch(CONTENT + b"more", 0).status_code == 413
        assert sender.patch(CONTENT, 0, **{"Upload-Checksum": "crc32 AAAA"}).status_code == 400
        assert sender.head().headers["Upload-Offset"] == "0"

    def test_a_proxy_that_knows_no_patch(self, sender, draft):
        sender.create()
        answer = sender.client.post(
            sender.at, CONTENT, content_type=OFFSET,
            headers={**TUS, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"},
        )  # fmt: skip
        assert answer.status_code == 204
        assert draft.evidence.filter(kind="file").exists()


class TestWhatMayCome:
    def test_a_lying_ending_is_found_after_the_first_part(self, sender):
        sender.create(length=9000, name="report.pdf")
        answer = sender.patch(b"MZ\x90\0" + b"\0" * 996, 0)
        assert answer.status_code == 422
        assert answer.json()["sentence"] == (
            "“report.pdf” isn’t taken: its name says .pdf, but its content is a program."
        )
        assert not Upload.objects.exists()

    @pytest.mark.parametrize(
        ("name", "length", "sentence"),
        [
            ("run.exe", 10, "“run.exe” isn’t taken: files of type .exe can run programs."),
            ("film.mp4", 10, "“film.mp4” isn’t of a type that this task takes. It takes: .pdf, .png."),
            ("report.pdf", 0, "“report.pdf” is empty (0 bytes). Perhaps it hadn’t finished saving; choose it again."),
            ("report.pdf", 60 * 1024**2, "“report.pdf” is larger than the 50 MB allowed for one file."),
            ("", 10, "“file” isn’t of a type that this task takes. It takes: .pdf, .png."),
        ],
    )
    def test_name_and_size_are_looked_at_before_a_byte_is_sent(self, sender, name, length, sentence):
        answer = sender.create(length=length, name=name)
        assert (answer.status_code, answer.json()["sentence"]) == (422, sentence)
        assert not Upload.objects.exists()

    def test_files_on_their_way_count_towards_the_quota(self, sender, settings):
        settings.SUBMISSION_QUOTA_BYTES = 10 * 1024**2
        sender.create(length=6 * 1024**2)
        answer = sender.create(length=5 * 1024**2, name="second.pdf")
        assert answer.json()["sentence"] == "“second.pdf” doesn’t fit: 4 MB are left for this submission."

    def test_a_full_disk_is_said_before_and_meanwhile(self, sender, monkeypatch):
        sender.create()
        sender.patch(CONTENT[:1000], 0)
        part = Partial(Upload.objects.get().key)

        def no_room(file, piece):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(partial, "_write_all", no_room)
        answer = sender.patch(CONTENT[1000:], 1000)
        assert answer.status_code == 507
        assert answer.json()["sentence"].startswith("The server’s disk is full. What has arrived is kept;")
        assert part.offset == 1000
        monkeypatch.undo()
        monkeypatch.setattr("guildmark.kernel.tus.partial.RESERVE", 10**18)
        assert sender.create(name="other.pdf").status_code == 507
        assert Upload.objects.count() == 1

    def test_a_lost_answer_is_no_lost_file(self, sender, draft, monkeypatch):
        """All bytes came, the database was busy at that moment: asking again takes the file in."""
        sender.create()
        with monkeypatch.context() as broken:
            broken.setattr(actions, "finish_upload", lambda **_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                sender.patch(CONTENT, 0)
        assert sender.head().headers["Upload-Offset"] == str(len(CONTENT))
        for _twice in range(2):
            answer = sender.settle()
            assert answer.status_code == 201
            assert "report.pdf" in answer.content.decode()
        assert draft.evidence.filter(kind="file").count() == 1
        assert sender.head().headers["Upload-Offset"] == str(len(CONTENT))

    def test_it_isnt_whole_yet(self, sender):
        sender.create()
        assert sender.settle().status_code == 409

    def test_the_same_file_twice_is_said(self, sender):
        sender.create(body=CONTENT)
        answer = sender.create(body=CONTENT, name="again.pdf")
        assert (answer.status_code, answer.json()["sentence"]) == (
            422, "The same file is in here already, as “report.pdf”.",
        )  # fmt: skip


class TestWhose:
    def test_nobody_else_reaches_it(self, sender, browse, nadia, tomasz, draft):
        sender.create()
        for person in (nadia, tomasz):
            other = Sender(browse(person), draft)
            assert other.create().status_code == 404
            other.at = sender.at
            for answer in (other.head(), other.patch(CONTENT, 0), other.delete(), other.settle()):
                assert answer.status_code == 404
        assert Upload.objects.count() == 1

    def test_without_a_session_a_script_is_told_so(self, client, draft):
        answer = client.post(workspace(draft, "uploads"), headers={**TUS, "X-Requested-With": "guildmark"})
        assert answer.status_code == 401

    def test_handing_in_waits_for_it(self, sender, draft, ines, at):
        filled(draft, ines, at)
        sender.create()
        with pytest.raises(Refused, match=r"“report.pdf” is still on its way"):
            actions.submit(submission=draft, identity=True, original=True, by=ines, at=at)
        sender.patch(CONTENT, 0)
        actions.submit(submission=draft, identity=True, original=True, by=ines, at=at)
        assert Evidence.objects.get(kind="file").sha256 == hashlib.sha256(CONTENT).hexdigest()

    def test_the_workspace_says_what_is_unfinished_and_what_is_left(self, sender, browse, ines, draft):
        sender.create()
        sender.patch(CONTENT[: len(CONTENT) // 2], 0)
        page = browse(ines).get(workspace(draft)).content.decode()
        assert "“report.pdf” is up to 49 % here" in page or "“report.pdf” is up to 50 % here" in page
        assert "8.0\xa0GB are left for this submission" in page
