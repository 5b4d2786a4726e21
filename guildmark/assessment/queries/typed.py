"""What arrives from the workspace's form, as verbs take it."""

from collections.abc import Iterator, Mapping

from django.conf import settings
from django.core import signing
from django.http import Http404
from django.utils.translation import gettext as _

from guildmark.assessment.domain import richtext
from guildmark.assessment.domain.drafts import Removed
from guildmark.assessment.domain.uploads import safe_name, too_large
from guildmark.assessment.models import Submission
from guildmark.assessment.queries.workspace import TEXT, Box, boxes_of
from guildmark.candidacy.models import Candidacy
from guildmark.kernel.access import Refused
from guildmark.programs.models import Task
from guildmark.programs.tongue import said

SALT = "guildmark.assessment.removed"
A_DAY = 24 * 3600


def task_of(candidacy: Candidacy, key: str) -> Task:
    """The task of that key in the version pinned by the candidacy."""
    found = Task.objects.filter(version_id=candidacy.version_id, key=key).first() if key.isprintable() else None
    if found is None:
        raise Http404
    return found


def box_of(submission: Submission, key: str) -> str:
    """The key, where this submission has such a box."""
    if key not in {box.key for box in boxes_of(submission)}:
        raise Http404
    return key


def typed(submission: Submission, posted: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """The boxes that a form carries and in which something was changed: key, text, revision.

    A browser without scripts sends the rich text as plain text, in a field of its own. Left as it was, it keeps its form.
    """
    for box in boxes_of(submission):
        text = _typed_text(box, posted) if box.key == TEXT else posted.get(f"box-{box.key}")
        revision = posted.get(f"revision-{box.key}", "")
        if text is not None and revision.isdecimal():
            yield box.key, text, int(revision)


def _typed_text(box: Box, posted: Mapping[str, str]) -> str | None:
    plain = posted.get("plain-text")
    if plain is None:
        return posted.get("box-text")
    lines = "\n".join(" ".join(line.split()) for line in plain.splitlines()).strip()
    return None if lines == box.plain else richtext.from_plain(plain)


def appended(submission: Submission, kept_id: int) -> Iterator[tuple[str, str, int]]:
    """The box that a kept text belongs to, with that text at its end."""
    if kept := submission.kept_texts.filter(pk=kept_id).first():
        box = next(one for one in boxes_of(submission) if one.key == kept.box)
        yield box.key, box.text + kept.text if box.key == TEXT else f"{box.text}\n\n{kept.text}".strip(), box.revision


def too_large_sentence(name: str) -> str:
    return str(said(too_large(safe_name(name), settings.UPLOAD_LIMIT_BYTES)))


def token_of(submission: Submission, removed: Removed) -> str:
    """What it takes to put this back, sealed: it opens for this submission only, for a day."""
    fields = [removed.kind, removed.title, removed.url, removed.blob_id, removed.about_id]
    return signing.dumps([submission.pk, fields], salt=SALT, compress=True)


def removed_by(submission: Submission, token: str) -> Removed:
    try:
        pk, fields = signing.loads(token, salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        pk, fields = None, ()
    if pk != submission.pk:
        raise Refused(_("That can’t be put back any more. Choose the file again."))
    return Removed(*fields)
