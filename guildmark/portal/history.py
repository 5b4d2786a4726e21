"""The words of history: every fact that any room announces has its line here, also those that are not shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AN_ASSESSOR = _("an assessor")
THE_CANDIDATE = _("the candidate")
Words = str | Promise
Body = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """What a fact reads as. `who` stands in for the actor's name where a panel may be blind to it."""

    words: Words | Callable[[Body], Words]
    who: Words | None = None

    @property
    def needs_body(self) -> bool:
        return callable(self.words) and not isinstance(self.words, Promise)

    def say(self, body: Body) -> str:
        return str(self.words(body) if callable(self.words) and not isinstance(self.words, Promise) else self.words)


NOT_SHOWN = Told("")
"""Kept in the journal; nobody’s history is clearer for it, or it is nobody else’s business."""

PEOPLE = {
    "PersonEmployed": Told(_("Joined the company’s directory")),
    "PersonMoved": Told(_("Moved in the organisation")),
    "EmploymentEnded": Told(_("Employment ended")),
    "LeaveGranted": NOT_SHOWN,
    "LeaveEnded": NOT_SHOWN,
    "RoleAppointed": Told(_("Appointed to a role")),
    "AppointmentEnded": Told(_("An appointment ended")),
    "PreferencesSet": NOT_SHOWN,
    "AccountClosed": Told(_("Account closed")),
    "AccountReopened": Told(_("Account reopened")),
    "UnitOpened": Told(_("Unit opened")),
    "JobFunctionOpened": Told(_("Job function opened")),
    "SiteOpened": Told(_("Site opened")),
    "PeopleImported": Told(_("Taken over from a file of people")),
    "AdministratorFounded": NOT_SHOWN,
    "SignInTried": NOT_SHOWN,
    "PersonSignedIn": NOT_SHOWN,
    "PasswordSet": NOT_SHOWN,
    "SignInLinkSent": NOT_SHOWN,
}
COMPETENCIES = {
    "FrameworkStarted": Told(_("Framework started")),
    "FrameworkDescribed": Told(_("Description changed")),
    "FrameworkImported": Told(_("Taken over from a package")),
    "ItemAdded": Told(_("Item added")),
    "ItemChanged": Told(_("Item changed")),
    "ItemMoved": Told(_("Item moved")),
    "ItemRemoved": Told(_("Item removed")),
    "ItemRestored": Told(_("Item put back")),
    "ItemsAssociated": Told(_("Two items linked")),
    "ItemsDissociated": Told(_("A link between two items removed")),
    "CompetencyTied": Told(_("Tied to a priority or a real task")),
    "CompetencyUntied": Told(_("A tie to a priority or task removed")),
    "PriorityAdded": Told(_("Strategic priority added")),
    "PriorityChanged": Told(_("Strategic priority changed")),
    "PriorityRemoved": Told(_("Strategic priority removed")),
    "JobTaskAdded": Told(_("Job task added")),
    "JobTaskRemoved": Told(_("Job task removed")),
}
PROGRAMS = {
    "ProgramStarted": Told(_("Program started")),
    "VersionDrafted": Told(_("Draft saved")),
    "CutSet": NOT_SHOWN,
    "DocumentImported": Told(_("Taken over from a document")),
    "VersionDiscarded": Told(_("Draft discarded")),
    "VersionPutToConsultation": Told(_("Put to consultation")),
    "VersionReopened": Told(_("Reopened as a draft")),
    "WordingDeclared": Told(_("Declared a change of wording only")),
    "WordingDeclarationWithdrawn": Told(_("No longer declared a change of wording only")),
    "WordingAnswered": Told(
        lambda body: (
            _("The approver agrees: only the wording changed")
            if body["agreed"]
            else _("The approver disagrees: more than the wording changed")
        )
    ),
    "VersionApproved": Told(_("Approved: from here on nothing in it changes")),
    "VersionPublished": Told(_("Published")),
    "VersionSuperseded": Told(_("Superseded by another version")),
    "VersionClosed": Told(_("Closed")),
}
CANDIDACY = {
    "CandidacyApplied": Told(_("Applied")),
    "RenewalBegun": Told(_("Renewal begun")),
    "CandidacyAdmitted": Told(_("Admitted")),
    "CandidacyNotAdmitted": Told(_("Not admitted")),
    "CandidacyBegun": Told(_("Begun")),
    "RequirementFulfilled": Told(_("A requirement was met")),
    "CandidacyCompleted": Told(_("Every requirement met, awaiting decision")),
    "CandidacyReferred": Told(_("No attempt left at something needed, awaiting decision"), ""),
    "CandidacyPaused": Told(_("Paused")),
    "CandidacyResumed": Told(_("Resumed")),
    "CandidacyWithdrawn": Told(_("Withdrawn")),
    "CandidacyConcluded": Told(lambda body: _("Certified") if body["certified"] else _("Not yet certified")),
    "PlanStepSet": Told(_("A target date was set")),
    "AccommodationRequested": NOT_SHOWN,
    "AccommodationAgreed": NOT_SHOWN,
    "AccommodationDeclined": NOT_SHOWN,
    "AccommodationEnded": NOT_SHOWN,
}
ASSESSMENT = {
    "SubmissionOpened": Told(_("Draft opened"), THE_CANDIDATE),
    "EvidenceChanged": Told(
        lambda body: _("Evidence taken away") if body["change"] == "removed" else _("Evidence added"), THE_CANDIDATE
    ),
    "DraftSaved": NOT_SHOWN,
    "UploadBegun": NOT_SHOWN,
    "UploadMeasured": NOT_SHOWN,
    "UploadDropped": NOT_SHOWN,
    "ObservationBegun": Told(_("An assessor began to observe"), AN_ASSESSOR),
    "MomentMarked": NOT_SHOWN,
    "ObservationNoted": NOT_SHOWN,
    "FilmLookedInto": NOT_SHOWN,
    "LinkSnapshotted": NOT_SHOWN,
    "TeamNamed": Told(_("Said who worked on it together"), THE_CANDIDATE),
    "EvidenceRestricted": Told(_("A piece of evidence was kept to certain people")),
    "RestrictionLifted": Told(_("A piece of evidence was opened again")),
    "TextKept": Told(_("A second version of a text was kept"), THE_CANDIDATE),
    "TextSettled": Told(_("Two versions of a text were settled"), THE_CANDIDATE),
    "SubmissionSubmitted": Told(_("Submitted and frozen"), THE_CANDIDATE),
    "SubmissionRecalled": Told(_("Recalled"), THE_CANDIDATE),
    "PanelRemarked": NOT_SHOWN,
    "EvidenceMarked": NOT_SHOWN,
    "MarkDropped": NOT_SHOWN,
    "CommentKept": NOT_SHOWN,
    "CommentDropped": NOT_SHOWN,
    "SeatSkipped": NOT_SHOWN,
    "AttemptGranted": Told(_("One more attempt granted")),
    "CandidacyTakenUpAgain": Told(_("Taken up again: in progress")),
    "MoreEvidenceAsked": Told(_("Returned for more evidence"), ""),
    "MoreEvidenceHandedIn": Told(_("More evidence handed in and frozen"), THE_CANDIDATE),
    "EvidenceRequestDropped": Told(_("Judging went on with what was there"), ""),
    "AssessorQualified": Told(_("Qualified to assess")),
    "AssessorLanguagesSet": Told(_("Languages to judge in set")),
    "QualificationEnded": Told(_("Qualification to assess ended")),
    "ConflictDeclared": NOT_SHOWN,
    "ConflictPolicySet": NOT_SHOWN,
    "WaiverAsked": NOT_SHOWN,
    "WaiverAgreed": NOT_SHOWN,
    "PanelsFormed": NOT_SHOWN,
    "PanelCalled": Told(_("A panel was called"), ""),
    "PanelFormed": Told(_("The panel was formed"), ""),
    "PanelUnfilled": Told(_("The panel could not be filled yet"), ""),
    "SeatStarted": Told(_("Review started"), AN_ASSESSOR),
    "SeatDeclined": Told(_("A seat was declined"), AN_ASSESSOR),
    "SeatTakenBack": Told(_("A seat went back to assignment"), ""),
    "ScoreSaved": NOT_SHOWN,
    "SheetFilled": NOT_SHOWN,
    "NotesSaved": NOT_SHOWN,
    "SheetSealed": Told(_("A score sheet was sealed"), AN_ASSESSOR),
    "FurtherAssessorCalled": Told(_("A further assessor was called"), ""),
    "FurtherAssessorWaived": Told(_("No further assessor was free; the panel settles it"), ""),
    "AdjudicationOpened": Told(_("Adjudication opened"), ""),
    "MoreEvidenceAskedOfCopy": NOT_SHOWN,
    "CopyMade": NOT_SHOWN,
    "CopySeated": NOT_SHOWN,
    "ConsensusProposed": Told(_("A consensus was proposed"), AN_ASSESSOR),
    "AdjudicationSettled": Told(_("Adjudication settled"), AN_ASSESSOR),
    "ResultReached": Told(lambda body: _("Result: met") if body["met"] else _("Result: not yet met"), ""),
}
SCHEDULING = {
    "HoursPublished": NOT_SHOWN,
    "OtherDaysTold": NOT_SHOWN,
    "OtherDaysTakenBack": NOT_SHOWN,
    "SessionBooked": Told(_("Session booked")),
    "SessionMoved": Told(_("Session moved")),
    "SessionChanged": Told(_("Session changed: who comes, where to meet, or how long it lasts"), ""),
    "SessionCancelled": Told(_("Session cancelled")),
    "SessionHeld": Told(_("Session held"), AN_ASSESSOR),
    "SessionMissed": Told(_("Session missed"), ""),
    "AbsenceSettled": Told(
        lambda body: (
            _("Decided: another date") if body["outcome"] == "another_date" else _("Decided: the attempt counts")
        )
    ),
    "SlotWished": NOT_SHOWN,
    "SlotWishEnded": NOT_SHOWN,
    "SlotOpened": NOT_SHOWN,
}
CALIBRATION = {
    "CalibrationPolicySet": NOT_SHOWN,
    "ExemplarMade": Told(_("Copied, without the candidate’s name, for assessors to calibrate on"), ""),
    "ReferenceProposed": NOT_SHOWN,
    "ReferenceAgreed": NOT_SHOWN,
    "ExemplarOpened": NOT_SHOWN,
    "ExemplarRetired": NOT_SHOWN,
    "CalibrationAsked": NOT_SHOWN,
    "CalibrationClosed": NOT_SHOWN,
    "AssessorsFounded": NOT_SHOWN,
    "ReliabilityRecorded": NOT_SHOWN,
    "SeedPlanned": NOT_SHOWN,
    "SeedSettled": NOT_SHOWN,
    "AssessorPaused": NOT_SHOWN,
    "AssessorPauseLifted": NOT_SHOWN,
    "StudyOpened": Told(_("Judges are asked where a cut should lie")),
    "JudgeInvited": NOT_SHOWN,
    "LevelsSaid": NOT_SHOWN,
    "LevelsHandedIn": NOT_SHOWN,
    "WorkJudged": NOT_SHOWN,
    "StudyRoundClosed": NOT_SHOWN,
    "StudyRoundOpened": NOT_SHOWN,
    "CutChosen": Told(_("A cut was chosen by what judges recommend")),
    "StudyDropped": Told(_("A study of a cut was dropped")),
}
CONSULTATION = {
    "ValidationOpened": Told(_("People are asked whether the criteria fit the work")),
    "RatersAsked": NOT_SHOWN,
    "RatingSaid": NOT_SHOWN,
    "RatingsHandedIn": NOT_SHOWN,
    "ValidationClosed": Told(_("A round of validation was closed")),
    "CommentsAnswered": NOT_SHOWN,
}
ORIGINALITY = {
    "IdentitySigned": Told(_("Signed as the person they are"), THE_CANDIDATE),
    "StatementSigned": Told(_("Signed as one’s own work"), THE_CANDIDATE),
    "FileRead": NOT_SHOWN,
    "TextsCompared": NOT_SHOWN,
    "MatchFound": NOT_SHOWN,
    "MatchReviewed": NOT_SHOWN,
    "VariantGiven": NOT_SHOWN,
    "VariantRetired": Told(_("A wording of a task was retired")),
}
CREDENTIALS = {
    "CertificationDecided": Told(_("The committee decided")),
    "CredentialIssued": Told(_("Credential issued"), ""),
    "CredentialMadePublic": Told(_("Made public by its holder")),
    "CredentialMadePrivate": Told(_("Made private by its holder")),
    "RenewalReminded": Told(_("Its holder was reminded of renewal")),
    "CredentialSuspended": Told(_("Suspended")),
    "CredentialReinstated": Told(_("Reinstated, with its old dates")),
    "WithdrawalProposed": Told(_("A withdrawal was proposed; its holder is heard first")),
    "WithdrawalAnswered": Told(_("Its holder answered")),
    "WithdrawalDropped": Told(_("The proposed withdrawal was let go")),
    "CredentialWithdrawn": Told(_("Withdrawn")),
    "CredentialProlonged": Told(_("Leave stopped its clock: signed again with another last day")),
    "CredentialCorrected": Told(_("Signed again for its holder’s present address")),
    "CredentialSignedAgain": Told(_("Signed again, because the key it was signed with was given up")),
    "IssuerKeyRotated": NOT_SHOWN,
    "IssuerKeyGivenUp": NOT_SHOWN,
    "CredentialReplaced": Told(_("Replaced by another credential")),
}
GOVERNANCE = {
    "CommitteeFounded": Told(_("Committee founded")),
    "MemberSeated": Told(_("A member was seated for a term")),
    "MeetingCalled": Told(_("A meeting was called")),
    "MeetingHeld": Told(_("A meeting was held; its minutes are on record")),
    "MotionPut": Told(_("A motion was put")),
    "MemberRecused": NOT_SHOWN,
    "BallotCast": NOT_SHOWN,
    "MotionClosed": Told(_("A motion was decided"), ""),
    "AppealLodged": NOT_SHOWN,
    "AppealAcknowledged": NOT_SHOWN,
    "HearersNamed": NOT_SHOWN,
    "AppealDecided": NOT_SHOWN,
    "AppealTakenBack": NOT_SHOWN,
    "DecisionsDelegated": Told(_("Consent decisions were delegated, within limits")),
}
PORTAL = {"PeopleNotified": NOT_SHOWN, "NotificationsRead": NOT_SHOWN}

WORDS: dict[str, Told] = {
    **PEOPLE,
    **COMPETENCIES,
    **PROGRAMS,
    **CANDIDACY,
    **ASSESSMENT,
    **CONSULTATION,
    **CALIBRATION,
    **SCHEDULING,
    **ORIGINALITY,
    **CREDENTIALS,
    **GOVERNANCE,
    **PORTAL,
}
