"""What this room announces."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class PersonEmployed(Fact):
    person_id: int
    unit_id: int
    manager_id: int | None
    starts_on: str


@dataclass(frozen=True)
class PersonMoved(Fact):
    """The line above someone changed: conflicts of interest are to be looked at again."""

    person_id: int
    unit_id: int
    manager_id: int | None
    starts_on: str


@dataclass(frozen=True)
class EmploymentEnded(Fact):
    person_id: int
    ends_on: str


@dataclass(frozen=True)
class LeaveGranted(Fact):
    leave_id: int
    person_id: int
    starts_on: str
    ends_on: str | None


@dataclass(frozen=True)
class LeaveEnded(Fact):
    leave_id: int
    person_id: int
    ends_on: str


@dataclass(frozen=True)
class RoleAppointed(Fact):
    role_held_id: int
    person_id: int
    role: str
    program_id: int | None
    unit_id: int | None


@dataclass(frozen=True)
class AppointmentEnded(Fact):
    role_held_id: int
    person_id: int
    role: str
    program_id: int | None
    unit_id: int | None


@dataclass(frozen=True)
class PreferencesSet(Fact):
    person_id: int
    language: str
    time_zone: str
    single_key_shortcuts: bool


@dataclass(frozen=True)
class AccountClosed(Fact):
    person_id: int


@dataclass(frozen=True)
class AccountReopened(Fact):
    person_id: int


@dataclass(frozen=True)
class UnitOpened(Fact):
    unit_id: int
    parent_id: int | None


@dataclass(frozen=True)
class JobFunctionOpened(Fact):
    job_function_id: int


@dataclass(frozen=True)
class SiteOpened(Fact):
    site_id: int


@dataclass(frozen=True)
class PeopleImported(Fact):
    """Many people at once, from one file. Each move among them is announced as its own `PersonMoved`."""

    person_ids: tuple[int, ...]
    added: int
    changed: int
    moved: int
    file_digest: str


@dataclass(frozen=True)
class SignInTried(Fact):
    """Somebody gave a name and a password. `person_id` is empty where nobody has that name."""

    person_id: int | None


@dataclass(frozen=True)
class PersonSignedIn(Fact):
    person_id: int
    way: str


@dataclass(frozen=True)
class PasswordSet(Fact):
    person_id: int


@dataclass(frozen=True)
class SignInLinkSent(Fact):
    person_id: int


@dataclass(frozen=True)
class AdministratorFounded(Fact):
    """The command line of the installation named an IT administrator."""

    person_id: int
