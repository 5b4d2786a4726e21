"""What can be wrong with a file of people. The sentences are kept where they can be translated."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Fault:
    """That this cell of this line can't be taken: `code` names the reason, `values` fill its sentence."""

    line: int
    column: str
    code: str
    values: tuple[tuple[str, str], ...] = field(default=())


def fault(line: int, column: str, code: str, **values: object) -> Fault:
    return Fault(line, column, code, tuple((name, str(value)) for name, value in values.items()))


class Unreadable(Exception):
    """Nothing of the file can be taken: `code` names the reason, `values` fill its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}
