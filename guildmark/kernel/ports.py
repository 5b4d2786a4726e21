"""Ports: questions that an upstream room asks and downstream rooms answer. References across them are (kind, id)."""

from collections.abc import Callable, Iterator
from typing import Generic, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Port(Generic[Asked, Answer]):
    """A question with as many answerers as registered at start-up; asking gives an answer from each."""

    def __init__(self, question: str) -> None:
        self.question = question
        self._answerers: list[Callable[Asked, Answer]] = []

    def answered_by(self, answerer: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        self._answerers.append(answerer)
        return answerer

    def ask(self, *args: Asked.args, **kwargs: Asked.kwargs) -> Iterator[Answer]:
        return (answerer(*args, **kwargs) for answerer in self._answerers)
