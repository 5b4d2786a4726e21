"""Whether the installation is set up: read from what it finds now, never ticked by hand."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from guildmark.kernel.checkup import CHECKUPS
from guildmark.kernel.roles import Role
from guildmark.people.models import Person, RoleHeld

NOWHERE = ("console", "dummy", "locmem")
"""Ways to send mail by which it reaches nobody."""


class State(StrEnum):
    DONE = "done"
    OPEN = "open"
    UNKNOWN = "unknown"  # it can't be told from here


@dataclass(frozen=True)
class Step:
    """`found`: what is so. `mend`: what to do about it, as `guildmark doctor` says it."""

    title: str
    state: State
    found: str
    mend: str = ""
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class SettingUp:
    steps: tuple[Step, ...]

    @property
    def open(self) -> int:
        return sum(one.state is State.OPEN for one in self.steps)


def setting_up(*, at: datetime) -> SettingUp:
    """What an installation needs before people rely on it, in the order in which to do it."""
    return SettingUp((_directory(), _owner(at), _mail(), *(one.step(at) for one in LOOKED), _backup()))


def _directory() -> Step:
    count = Person.objects.filter(is_active=True).count()
    told = ngettext("{n} person is in the directory.", "{n} people are in the directory.", count).format(n=count)
    state = State.DONE if count > 1 else State.OPEN
    return Step(_("The directory is imported"), state, told, url="/people/import/", action=_("Import from a file"))


def _owner(at: datetime) -> Step:
    there = RoleHeld.objects.at(at).filter(role=Role.PROGRAM_OWNER).exists()
    told = _("Somebody answers for programs.") if there else _("Nobody can write a program yet.")
    state = State.DONE if there else State.OPEN
    return Step(_("A program owner is appointed"), state, told, url="/people/roles/", action=_("Roles"))


def _mail() -> Step:
    title, way = _("Mail leaves the installation"), settings.EMAIL_BACKEND
    if any(f".{one}." in way for one in NOWHERE):
        mend = "Set GUILDMARK_EMAIL_URL, such as smtp+tls://user:password@mail.example.com:587."
        return Step(title, State.OPEN, _("Messages are printed to the log and reach nobody."), mend)
    if ".filebased." in way:
        return Step(title, State.DONE, _("Messages are kept as files in the data folder: this is a demo."))
    told = _("Messages go to {host}. Whether they arrive shows once somebody asks for a sign-in link.")
    return Step(title, State.DONE, told.format(host=settings.EMAIL_HOST))


@dataclass(frozen=True)
class Looked:
    """A step that one of the installation’s checkups answers."""

    checkup: str
    title: Promise
    so: Promise
    otherwise: Promise

    def step(self, at: datetime) -> Step:
        wrong = CHECKUPS[self.checkup].look(at)
        state, told = (State.OPEN, self.otherwise) if wrong else (State.DONE, self.so)
        return Step(str(self.title), state, str(told), wrong)


LOOKED = (
    Looked(
        "worker", _lazy("The queue worker runs"), _lazy("What was to leave has left."), _lazy("Messages are waiting.")
    ),
    Looked(
        "scheduler",
        _lazy("The nightly jobs run"),
        _lazy("Each ran in its last period, without an error."),
        _lazy("Some did not run, or ended with an error."),
    ),
    Looked(
        "signing-key",
        _lazy("Credentials can be signed"),
        _lazy("The signing key is there, and only this installation has it."),
        _lazy("No credential can be signed now."),
    ),
    Looked(
        "address",
        _lazy("The public address is secure"),
        _lazy("It is served over HTTPS, or this is a demo."),
        _lazy("It is not served over HTTPS."),
    ),
    Looked(
        "secrets",
        _lazy("Secrets are private"),
        _lazy("Keys can be read by this account only."),
        _lazy("Others on the machine can read them."),
    ),
)


def _backup() -> Step:
    found = _(
        "It can’t be told from here: the program takes none itself. Back up the database and the data folder together."
    )
    return Step(_("A backup is kept elsewhere"), State.UNKNOWN, found)
