"""The sentences for what is wrong with a file of people."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildmark.people.domain.roster import Fault, Unreadable

UNREADABLE: Mapping[str, str | Promise] = {
    "too_big": _("The file is larger than {most} MB. Split it and import the parts one after the other."),
    "spreadsheet": _("This is a spreadsheet. Save it as CSV there (“CSV UTF-8”), then choose that file."),
    "not_text": _("This is not a text file. Save the list as CSV, then choose that file."),
    "encoding": _("Byte {at} is a letter in no encoding we know. Save the file as UTF-8, then choose it again."),
    "empty": _("The file is empty."),
    "quotes": _("The quotation marks don’t pair up, so cells can’t be told apart ({reason})."),
    "no_rows": _("The file has a header and nobody below it."),
    "too_many_rows": _("The file has more than {most} people. Split it and import the parts one after the other."),
    "columns_missing": _("These columns are missing from the first line: {missing}."),
    "columns_twice": _("These columns stand twice in the first line: {twice}."),
}
FAULTS: Mapping[str, str | Promise] = {
    "cells": _("{found} cells, where the first line names {wanted} columns. A comma or quotation mark too many?"),
    "empty": _("Must not be empty."),
    "too_long": _("At most {most} characters."),
    "not_an_address": _("“{given}” is not an e-mail address."),
    "not_a_username": _("“{given}”: only letters a to z, digits, - and _."),
    "not_a_date": _("“{given}” is not a date. Write 2026-04-16."),
    "too_long_ago": _("{given} is too long ago to be true."),
    "twice": _("“{given}” stands on line {first} already."),
    "taken": _("“{given}” is the address of {name} in the directory."),
    "username_taken": _("“{given}” is taken by the person with number {number}."),
    "username_stays": _("Usernames stay: this person is “{name}”."),
    "no_such_language": _("Guildmark doesn’t speak “{given}” yet."),
    "no_such_time_zone": _("“{given}” is no time zone. Write Europe/Amsterdam."),
    "no_such_place": _("“{given}” is not in the directory. Correct it, or tick “open what is new”."),
    "no_such_manager": _("“{given}” is nobody’s number, address or username, neither here nor in the file."),
    "own_manager": _("{name} can’t be their own manager."),
    "manager_closed": _("The account of {name} is closed: choose another manager."),
    "circle": _("That would be a circle of managers: {names}."),
    "move_too_early": _("A move has to start after {since}, since when they are where they are now."),
    "since_stays": _("Nothing else changes, so the start stays {since} and not {given}."),
}


def sentence_of(wrong: Fault | Unreadable) -> str:
    if isinstance(wrong, Unreadable):
        return str(UNREADABLE[wrong.code]).format(**wrong.values)
    return str(FAULTS[wrong.code]).format(**dict(wrong.values))
