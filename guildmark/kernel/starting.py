"""What must be there before the first request is answered. Rooms make it ready; `guildmark serve` asks them to."""

from guildmark.kernel.ports import Port

STARTS: Port[[], str] = Port("is what this room needs from the first request on there, or what is wrong with it?")


def made_ready() -> list[str]:
    """Let every room make ready what it needs. What they could not do comes back, each as a sentence."""
    return [wrong for wrong in STARTS.ask() if wrong]
