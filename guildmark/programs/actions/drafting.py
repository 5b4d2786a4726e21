"""Writing a draft: start a program, draft its next version, put a whole document in place of what was there."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import YES, Actor, Decision, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.programs import queries
from guildmark.programs.actions.rows import DraftRows
from guildmark.programs.domain.document import Document, digests, problems_of
from guildmark.programs.facts import DocumentImported, ProgramStarted, VersionDrafted
from guildmark.programs.lifecycle import may_draft, may_start, may_write
from guildmark.programs.models import FROZEN, Author, Program, ProgramVersion


@transaction.atomic
def start_program(*, slug: str, title: str, number: str = "1.0", by: Actor, at: datetime) -> ProgramVersion:
    """Start a program. It has a first draft, empty but for its title."""
    ensure(may_start(slug, by, at=at))
    program = Program.objects.create(slug=slug, title=title, created_at=at, created_by_id=by.pk)
    announce(ProgramStarted(program.pk), by=by, at=at)
    return draft_version(program=program, number=number, by=by, at=at)


@transaction.atomic
def draft_version(*, program: Program, number: str, by: Actor, at: datetime) -> ProgramVersion:
    """Begin a version. It says what the program's latest version says, and can be changed until it is approved."""
    program = lock(program)
    ensure(may_draft(program, number, by, at=at))
    latest = queries.version_called(program.slug)
    document = (
        replace(queries.document_of(latest), version=number)
        if latest
        else Document(program=program.slug, version=number, title=program.title)
    )
    version = ProgramVersion.objects.create(program=program, number=number, created_at=at, created_by_id=by.pk)
    _write(version, document, by)
    announce(VersionDrafted(program.pk, version.pk, digests(document).whole), by=by, at=at)
    return version


@transaction.atomic
def import_document(*, document: Document, by: Actor, at: datetime) -> ProgramVersion:
    """Make the document a draft: a new one, or in place of the draft with its number.

    A frozen version that says exactly this already is left alone and returned; one that says anything else refuses.
    """
    version = lock(_version_for(document, by, at), "program")
    if version.state in FROZEN and digests(queries.document_of(version)).whole == digests(document).whole:
        return version
    ensure(may_write(version, by, at=at))
    version = replace_draft(version=version, document=document, by=by, at=at)
    announce(DocumentImported(version.program_id, version.pk, digests(document).whole), by=by, at=at)
    return version


@transaction.atomic
def replace_draft(
    *, version: ProgramVersion, document: Document, by: Actor, at: datetime, instead_of: str = ""
) -> ProgramVersion:
    """Put the whole document in place of what the draft said.

    `instead_of` is the digest of what the writer had before them: if the draft says something else by now, somebody
    else wrote in between, and nothing is replaced.
    """
    version = lock(version, "program")
    ensure(may_write(version, by, at=at))
    ensure(_fits(version, document))
    ensure(_unchanged(version, instead_of))
    version.program.title = document.title
    version.program.save(update_fields=["title"])
    _write(version, document, by)
    announce(VersionDrafted(version.program_id, version.pk, digests(document).whole), by=by, at=at)
    return version


def _version_for(document: Document, by: Actor, at: datetime) -> ProgramVersion:
    """The version that the document is of, made where there is none yet."""
    slug, number = document.program, document.version
    if version := queries.version_called(slug, number):
        return version
    if program := Program.objects.filter(slug=slug).first():
        return draft_version(program=program, number=number, by=by, at=at)
    return start_program(slug=slug, title=document.title, number=number, by=by, at=at)


def _write(version: ProgramVersion, document: Document, by: Actor) -> None:
    DraftRows(version, document).replace()
    version.rewordings.all().delete()
    if by.pk is not None:
        Author.objects.get_or_create(version=version, person_id=by.pk, defaults={"key": f"person-{by.pk}"})


def _fits(version: ProgramVersion, document: Document) -> Decision:
    """Whether this is a document of that version, and can be kept as a draft."""
    if (document.program, document.version) != (version.program.slug, version.number):
        told = {"there": f"{document.program} {document.version}", "here": f"{version.program.slug} {version.number}"}
        return Decision(format_lazy(_("The document is of {there}; this is {here}."), **told))
    broken = [problem for problem in problems_of(document, queries.required_programs()) if not problem.unfinished]
    return Decision(str(broken[0])) if broken else YES


def _unchanged(version: ProgramVersion, digest: str) -> Decision:
    if digest and digests(queries.document_of(version)).whole != digest:
        return Decision(_("Somebody else has saved this draft meanwhile. Look at theirs before you save yours."))
    return YES
