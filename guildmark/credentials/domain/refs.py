"""References that people read aloud: CRD-7F3K-92QD."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
BITS = 40


def ref_of(number: int) -> str:
    """The reference of a number of 40 bits."""
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(BITS - 5, -1, -5))
    return f"CRD-{letters[:4]}-{letters[4:]}"


def tidy(text: str) -> str:
    """A reference as somebody typed it, put right: lower case, spaces, a letter O for a zero, an I or L for a one."""
    letters = text.upper().replace(" ", "").replace("-", "").removeprefix("CRD")
    letters = letters.translate(str.maketrans("OIL", "011"))
    return f"CRD-{letters[:4]}-{letters[4:]}" if len(letters) == 8 and set(letters) <= set(ALPHABET) else ""
