"""How associations read, from either end."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
ASSOCIATIONS: dict[str, tuple[Words, Words]] = {
    "isChildOf": (_("stands under"), _("has under it")),
    "precedes": (_("comes before"), _("comes after")),
    "isRelatedTo": (_("is related to"), _("is related to")),
    "isPeerOf": (_("is a peer of"), _("is a peer of")),
    "isPartOf": (_("is part of"), _("has as a part")),
    "exactMatchOf": (_("says the same as"), _("says the same as")),
    "replacedBy": (_("is replaced by"), _("replaces")),
    "exemplar": (_("is shown by the example"), _("is an example of")),
    "hasSkillLevel": (_("has the skill level"), _("is the skill level of")),
    "isTranslationOf": (_("is a translation of"), _("is translated as")),
}


def words_of(association_type: str, *, outgoing: bool) -> Words:
    """What the item is to the other one. A type of somebody’s own is given as it is called."""
    there, back = ASSOCIATIONS.get(association_type, (association_type, association_type))
    return there if outgoing else back
