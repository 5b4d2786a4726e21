"""What may be told, and to whom it belongs."""

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import YES, Decision
from guildmark.portal.notices import NOTICES


def may_tell(kind: str) -> Decision:
    """Only what there are words for is told."""
    return YES if kind in NOTICES else Decision(_("There are no words for this notification."))
