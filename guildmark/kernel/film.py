"""Looking into films and sounds with ffmpeg, where it is installed: never longer than its time, never beyond the file."""

import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from guildmark.kernel import blobs
from guildmark.kernel.models import Blob

SECONDS = 60
MEMORY = 2 * 1024**3
WIDTH = 640
# The container is told, so that ffmpeg never takes a film for a playlist that names other files.
CONTAINERS = {
    "video/mp4": "mov", "video/quicktime": "mov", "audio/mp4": "mov", "video/webm": "matroska",
    "audio/webm": "matroska", "audio/mpeg": "mp3", "audio/wav": "wav", "audio/ogg": "ogg",
}  # fmt: skip
LENGTH = re.compile(r"Duration: (\d+):(\d\d):(\d\d)\.(\d\d)")
REACHED = re.compile(r"time=(\d+):(\d\d):(\d\d)\.(\d\d)")


@dataclass(frozen=True)
class Seen:
    """`poster`: a JPEG, empty where there was no picture. `problem`: what kept us from seeing more."""

    length_ms: int | None = None
    poster: bytes = b""
    problem: str = ""


def ffmpeg() -> str:
    """Where ffmpeg is, or nothing: films then have neither length nor picture, and play all the same."""
    return shutil.which(settings.FFMPEG) or ""


def look_into(blob: Blob, *, seconds: float = SECONDS) -> Seen:
    """The length and one picture, as far as they can be found out within this time."""
    program, container = ffmpeg(), CONTAINERS.get(blob.media_type)
    if not program or not container:
        return Seen(problem="ffmpeg is not installed" if not program else "no film")
    with blobs.on_disk(blob) as path, tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "poster.jpg"
        asked = [program, "-nostdin", "-hide_banner", "-protocol_whitelist", "file", "-f", container, "-i", str(path)]
        shot = ["-map", "0:v:0", "-vf", f"thumbnail=48,scale={WIDTH}:-2", "-frames:v", "1", "-q:v", "5"]
        wants_picture = blob.media_type.startswith("video/")
        told, problem = _run(
            [*asked, *(shot if wants_picture else []), *([str(picture)] if wants_picture else [])], seconds
        )
        length = _length(LENGTH, told)
        if length is None and not problem:  # browsers write recordings without their length: count it
            told, problem = _run([*asked, "-c", "copy", "-f", "null", "-"], seconds)
            length = _length(REACHED, told)
        shown = picture.read_bytes() if picture.exists() else b""
        return Seen(length, shown if shown.startswith(b"\xff\xd8") else b"", problem)


def _run(command: list[str], seconds: float) -> tuple[str, str]:
    """What it said, and what went wrong. A run that hangs is killed, with everything it started."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        errors="replace", start_new_session=True, preexec_fn=_modest,  # noqa: PLW1509 the worker has one thread
    )  # fmt: skip
    try:
        _out, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return "", f"ffmpeg took longer than {seconds:g} s"
    return said, "" if process.returncode in (0, 1) else f"ffmpeg ended with {process.returncode}"


def _modest() -> None:
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _length(pattern: re.Pattern[str], told: str) -> int | None:
    if not (found := pattern.findall(told)):
        return None
    hours, minutes, seconds, hundredths = map(int, found[-1])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + hundredths * 10
