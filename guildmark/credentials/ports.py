"""What this room asks of the rooms downstream of it, until a room for mentoring stands upstream."""

from datetime import date

from guildmark.kernel.ports import Port

MENTORED: Port[[int, int, date], bool] = Port("has this person guided that candidate on this day or later?")
