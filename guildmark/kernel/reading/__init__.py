"""The text of PDF and Word documents, read in a process of its own: whatever a file does there, it ends in a word.

Candidates hand these files in, so they are strangers’. The child has little time, memory and room, opens nothing but
what it is given, and answers with text or with why there is none.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from guildmark.kernel import blobs
from guildmark.kernel.models import Blob

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READ = {"application/pdf": "pdf", WORD: "docx"}
SECONDS = 30
LARGEST = 64 * 1024**2
CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True)
class Text:
    """What a document says. `problem`: why there is nothing, by a word of `PROBLEMS`; empty where it was read."""

    said: str = ""
    problem: str = ""
    cut: bool = False


PROBLEMS = ("encrypted", "malformed", "too_large", "too_long", "no_text")


def text_of(blob: Blob, *, seconds: float = SECONDS) -> Text:
    """The text of a document, or why it has none to read. It takes at most `seconds`."""
    if blob.media_type not in READ:
        return Text(problem="malformed")
    if blob.size > LARGEST:
        return Text(problem="too_large")
    with blobs.on_disk(blob) as path, tempfile.TemporaryFile() as answer:
        return _read(path, READ[blob.media_type], answer, seconds)


def _read(path: Path, ending: str, answer: IO[bytes], seconds: float) -> Text:
    command = [sys.executable, "-I", str(CHILD), ending, str(max(1, int(seconds)))]
    with path.open("rb") as file:
        process = subprocess.Popen(
            command, stdin=file, stdout=answer, stderr=subprocess.DEVNULL, env={}, start_new_session=True
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return Text(problem="too_long")
    answer.seek(0)
    return _answered(answer.read(), process.returncode)


def _answered(said: bytes, code: int) -> Text:
    if code == -signal.SIGXCPU or code == -signal.SIGKILL:
        return Text(problem="too_long")
    try:
        return Text(**json.loads(said))
    except (ValueError, TypeError):  # it died on the way: of memory, of a fault in a library
        return Text(problem="malformed")
