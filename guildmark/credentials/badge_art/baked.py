"""A credential as a picture that carries it."""

from guildmark.credentials.badge_art import Kind, art
from guildmark.credentials.domain.baking import baked_png, baked_svg
from guildmark.credentials.domain.reading import reading


def baked(document: str, program_address: str, kind: Kind) -> bytes:
    """The badge of the program with the signed document in it. `kind`: png or svg."""
    picture = art(program_address, reading(document).name, kind)
    if kind == "png":
        return baked_png(picture, document)
    return baked_svg(picture.decode(), document).encode()
