"""The words of each notification, and the entry of the hat under which it is acted on. Filled in when it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAIL = "portal.mail"
"""The kind of outbox message that takes a notice out of the house."""


@dataclass(frozen=True)
class Notice:
    """`words` is one sentence with `%(name)s` places; `icon` says of what sort it is."""

    words: Promise
    icon: str
    by_mail: bool = True  # sessions have their own mail: an invitation for the calendar

    def say(self, params: Mapping[str, Any]) -> str:
        return str(self.words) % params


NOTICES: dict[str, Notice] = {
    # to the candidate
    "admitted": Notice(_("You are admitted to %(program)s. Begin when you are ready."), "user-check"),
    "not_admitted": Notice(_("Your application for %(program)s was not admitted. The reason is in your plan."), "info-circle"),
    "in_review": Notice(_("%(ref)s, %(task)s: the panel is formed, your work is in review."), "users-group"),
    "attempt_granted": Notice(_("%(program)s: you may try a task once more. Your plan says which."), "route"),
    "more_asked": Notice(_("%(ref)s, %(task)s: the assessors ask for more evidence. The clock stands still meanwhile."), "message-question"),
    "more_dropped": Notice(_("%(ref)s, %(task)s: the assessors go on with what you handed in."), "info-circle"),
    "met": Notice(_("%(task)s: met. Read what the assessors saw."), "circle-check"),
    "not_yet_met": Notice(_("%(task)s: not yet met. Each criterion says what to do next."), "route"),
    "complete": Notice(_("You have met every requirement of %(program)s. The committee decides next."), "checklist"),
    "referred": Notice(_("%(program)s: no attempt is left at something needed. The committee decides next."), "info-circle"),
    "certified": Notice(_("You are certified: %(program)s."), "certificate"),
    "not_yet_certified": Notice(_("%(program)s: not yet certified. The reason is in your plan."), "info-circle"),
    "credential": Notice(_("Your credential %(ref)s for %(program)s is here. It is private until you share it."), "certificate"),
    "to_renew": Notice(_("%(ref)s, %(program)s: its last day is %(day)s. Renew it from its page."), "refresh"),
    "suspended": Notice(_("%(ref)s, %(program)s: suspended. Its page says why, and what comes next."), "player-pause"),
    "reinstated": Notice(_("%(ref)s, %(program)s: it counts again, with its old dates."), "circle-check"),
    "to_be_heard": Notice(_("%(ref)s, %(program)s: its withdrawal is proposed. Answer before anybody decides."), "message-question"),
    "let_go": Notice(_("%(ref)s, %(program)s: the proposed withdrawal is let go."), "circle-check"),
    "taken_away": Notice(_("%(ref)s, %(program)s: withdrawn. Its page says why."), "circle-x"),
    "prolonged": Notice(_("%(ref)s, %(program)s: your leave stopped its clock. Its last day is now %(day)s; renew it from %(opens)s."), "calendar"),
    "signed_again": Notice(_("%(ref)s, %(program)s: signed again with a new key. Copies of before don’t hold any more: take the file anew."), "refresh"),
    "corrected": Notice(_("%(ref)s, %(program)s: signed again for your address of today."), "refresh"),
    "replaced": Notice(_("%(ref)s takes the place of your credential for %(program)s, which held an error."), "certificate"),
    "arranged": Notice(_("%(program)s: your accommodation is agreed. Read the conditions."), "accessible"),
    "not_arranged": Notice(_("%(program)s: your request for an accommodation has an answer."), "info-circle"),
    "to_book": Notice(_("%(ref)s, %(task)s: your panel is complete. Book a time for the session."), "calendar"),
    "slot_opened": Notice(_("%(task)s: a time has opened, %(moment)s. The first to book it has it."), "calendar"),
    "another_date": Notice(_("%(task)s: the missed session uses no attempt. Book another time."), "calendar"),
    # to everybody at a session
    "session_booked": Notice(_("%(task)s: session on %(moment)s."), "calendar", by_mail=False),
    "session_moved": Notice(_("%(task)s: the session is now on %(moment)s."), "calendar", by_mail=False),
    "session_changed": Notice(_("%(task)s, %(moment)s: who comes or where to meet has changed."), "calendar", by_mail=False),
    "session_cancelled": Notice(_("%(task)s: the session on %(moment)s does not take place."), "calendar", by_mail=False),
    # to those who judge
    "seat": Notice(_("%(ref)s, %(task)s: you have a seat on the panel. Open it to see by when."), "clipboard-check"),
    "recalled": Notice(_("%(ref)s, %(task)s: the candidate has recalled the submission. Your seat is free again."), "arrow-back-up"),
    "more_handed_in": Notice(_("%(ref)s, %(task)s: more evidence was handed in. Your sheet is as you left it."), "clipboard-check"),
    "taken_back": Notice(_("%(ref)s, %(task)s: your seat went back to assignment. There is nothing to do."), "arrow-back-up"),
    "adjudication": Notice(_("%(ref)s, %(task)s: the sheets disagree. Settle it together."), "scale"),
    # to those who say where a cut should lie
    "to_judge": Notice(_("%(task)s, %(program)s: say where the cut should lie. It takes some ten minutes."), "scale"),
    "to_judge_again": Notice(_("%(task)s, %(program)s: see how far the judges lie apart, and say once more."), "scale"),
    "cut_chosen": Notice(_("%(task)s, %(program)s: the cut is chosen. Read where it lies, and why."), "scale"),
    # to those who say whether criteria fit the work
    "to_rate": Notice(_("%(program)s: say whether the criteria fit the work. It takes less than ten minutes."), "users"),
    "rated": Notice(_("%(program)s: the round is closed. Your comments are answered where you wrote them."), "users"),
    # to those who answer for a program
    "application": Notice(_("%(ref)s: an application for %(program)s waits for an answer."), "inbox"),
    "accommodation": Notice(_("%(ref)s: a candidate of %(program)s asks for an accommodation, in private."), "accessible"),
    "withdrawn": Notice(_("%(ref)s: the candidate has withdrawn from %(program)s."), "logout"),
    "declined": Notice(_("%(ref)s, %(task)s: an assessor has declined the seat."), "alert-triangle"),
    "unfilled": Notice(
        _("%(ref)s, %(task)s: no full panel yet. Its page says what stands in the way and what would help."), "users"
    ),
    "session_missed": Notice(_("%(ref)s, %(task)s: a session was missed. Decide what follows."), "alert-triangle"),
    "match": Notice(_("%(ref)s, %(task)s: passages are shared with earlier work. Look at them side by side."), "copy-plus"),
    # to the committee
    "appeal_lodged": Notice(_("%(ref)s, %(program)s: an appeal or complaint waits. Acknowledge it by %(day)s."), "scale"),
    "appeal_hearing": Notice(_("%(ref)s, %(program)s: you hear this. Decide it by %(day)s."), "scale"),
    "appeal_acknowledged": Notice(_("%(ref)s, %(program)s: it is being read. It is decided by %(day)s."), "scale"),
    "appeal_decided": Notice(_("%(ref)s, %(program)s: it is decided. Its page says how, and why."), "scale"),
    "motion": Notice(_("%(ref)s, %(committee)s: a motion waits for your vote. Read its grounds first."), "gavel"),
    "to_decide": Notice(_("%(ref)s, %(program)s: complete, and waiting for a decision."), "gavel"),
    "to_decide_early": Notice(_("%(ref)s, %(program)s: no attempt is left, and a decision is due."), "gavel"),
    "heard": Notice(_("%(ref)s, %(program)s: its holder has answered. The withdrawal can be decided."), "gavel"),
    # to anyone
    "role": Notice(_("You hold a new role: %(role)s."), "id-badge-2"),
}  # fmt: skip
