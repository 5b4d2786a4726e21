"""What people type in this room, cleaned."""

from guildmark.people.forms.accounts import ChangePassword, LinkWanted, NewPassword, Preferences, SignIn
from guildmark.people.forms.choosing import PersonField
from guildmark.people.forms.directory import Appointment, DirectoryFilter, LeaveWanted, Move, PeopleFile, RolesFilter

__all__ = [
    "Appointment",
    "ChangePassword",
    "DirectoryFilter",
    "LeaveWanted",
    "LinkWanted",
    "Move",
    "NewPassword",
    "PeopleFile",
    "PersonField",
    "Preferences",
    "RolesFilter",
    "SignIn",
]
