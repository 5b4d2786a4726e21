"""Where requests to the pages of this room go, and what the form of a draft holds."""

from django.urls import reverse


def url(name, *args):
    return reverse(f"assessment:{name}", args=args)


def workspace(draft, *parts):
    return "/".join(["/submissions", str(draft.pk), *map(str, parts), ""])


def boxes(**texts):
    return {
        "plain-text": "I isolated both feeds.", "revision-text": "0",
        "box-decided-1": "To test twice.", "revision-decided-1": "0", **texts,
    }  # fmt: skip
