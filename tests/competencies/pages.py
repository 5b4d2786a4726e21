"""Where requests to the pages of this room go, and what they answer, on one line."""

from django.urls import reverse


def to(name: str, *args) -> str:
    return reverse(f"competencies:{name}", args=args)


def text(response) -> str:
    return " ".join(response.content.decode().split())
