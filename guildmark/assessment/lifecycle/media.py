"""Captions and what looking into films finds out."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guildmark.assessment.domain.uploads import MEDIA_TYPES
from guildmark.assessment.lifecycle.workspace import may_add
from guildmark.assessment.models import Evidence
from guildmark.kernel.access import SYSTEM, YES, Actor, Decision
from guildmark.programs.domain.sentence import Sentence
from guildmark.programs.tongue import said


def may_caption(film: Evidence, problem: Sentence, by: Actor, *, at: datetime) -> Decision:
    if not (allowed := may_add(film.submission, by, at=at)):
        return allowed
    if film.blob is None or film.blob.media_type not in MEDIA_TYPES:
        return Decision(_("Only film and sound have captions."))
    return Decision(said(problem)) if problem else YES


def may_describe(by: Actor) -> Decision:
    return YES if by is SYSTEM else Decision(_("The installation looks into films on its own."))
