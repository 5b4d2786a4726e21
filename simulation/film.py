"""A short film of an instrument, made of nothing but numbers: so that the demo has film where no encoder is installed.

H.264 (ITU-T H.264, baseline profile) with uncompressed macroblocks (I_PCM, 7.3.5) where the picture changes and skipped
ones where it doesn't, in an MP4 file (ISO/IEC 14496-12 and -15). Every browser plays it.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Sequence

WIDTH, HEIGHT, BLOCK = 320, 192, 16
ACROSS, DOWN = WIDTH // BLOCK, HEIGHT // BLOCK
FRAMES_A_SECOND = 2
DARK, PANEL, DIM, LIT = 24, 44, 62, 214
CHROMA = bytes([126]) * 64 + bytes([130]) * 64
START_CODES = re.compile(rb"\x00\x00(?=[\x00-\x03])")
# which of the seven strokes of a digit are lit: top, upper left, upper right, middle, lower left, lower right, bottom
STROKES = ("1110111", "0010010", "1011101", "1011011", "0111010", "1101011", "1101111", "1010010", "1111111", "1111011")


class Bits:
    def __init__(self) -> None:
        self.text: list[str] = []

    def fixed(self, value: int, length: int) -> "Bits":
        self.text.append(f"{value:0{length}b}")
        return self

    def golomb(self, *values: int) -> "Bits":
        """Exponential-Golomb codes, unsigned (9.1)."""
        for value in values:
            code = f"{value + 1:b}"
            self.text.append("0" * (len(code) - 1) + code)
        return self

    def aligned(self, fill: str = "0") -> bytes:
        text = "".join(self.text)
        text += fill + "0" * (-(len(text) + 1) % 8) if fill == "1" else "0" * (-len(text) % 8)
        return int(text, 2).to_bytes(len(text) // 8, "big") if text else b""


def unit(head: int, payload: bytes) -> bytes:
    """A NAL unit: its length, its head, and its payload with nothing in it that looks like a start code (7.4.1)."""
    safe = START_CODES.sub(b"\x00\x00\x03", payload)
    return struct.pack(">IB", len(safe) + 1, head) + safe


SPS = Bits().fixed(66, 8).fixed(0xC0, 8).fixed(13, 8).golomb(0, 0, 2, 1).fixed(0, 1).golomb(ACROSS - 1, DOWN - 1)
SPS_BYTES = SPS.fixed(0b1100, 4).aligned("1")
PPS_BYTES = Bits().golomb(0, 0).fixed(0, 2).golomb(0, 0, 0).fixed(0, 3).golomb(0, 0, 0).fixed(0b100, 3).aligned("1")


def slice_of(number: int, blocks: Sequence[bytes], before: Sequence[bytes] | None) -> bytes:
    """One frame: every block where nothing came before, else those that changed (7.3.3, 7.3.4)."""
    bits, out = Bits(), bytearray()
    if before is None:
        bits.golomb(0, 7, 0).fixed(0, 4).golomb(0).fixed(0, 2).golomb(0, 1)
    else:
        bits.golomb(0, 5, 0).fixed(number % 16, 4).fixed(0, 3).golomb(0, 1)
    skipped = 0
    for at, block in enumerate(blocks):
        if before is not None:
            if block == before[at]:
                skipped += 1
                continue
            bits.golomb(skipped)
            skipped = 0
        out += bits.golomb(25 if before is None else 30).aligned() + block + CHROMA
        bits = Bits()
    if before is not None and skipped:
        bits.golomb(skipped)
    return unit(0x65 if before is None else 0x41, bytes(out) + bits.aligned("1"))


# ── the picture ──


def fill(frame: bytearray, x: int, y: int, width: int, height: int, shade: int) -> None:
    for row in range(y, y + height):
        frame[row * WIDTH + x : row * WIDTH + x + width] = bytes([shade]) * width


def digit(frame: bytearray, value: int, x: int, y: int) -> None:
    places = (
        (6, 0, 20, 5),
        (0, 5, 5, 24),
        (27, 5, 5, 24),
        (6, 29, 20, 5),
        (0, 34, 5, 24),
        (27, 34, 5, 24),
        (6, 58, 20, 5),
    )
    for (dx, dy, width, height), on in zip(places, STROKES[value], strict=True):
        fill(frame, x + dx, y + dy, width, height, LIT if on == "1" else PANEL + 6)


def picture(hundredths: int) -> bytearray:
    """The loop calibrator: the current in milliamperes, and as a bar from 4 to 20."""
    frame = bytearray([DARK]) * (WIDTH * HEIGHT)
    fill(frame, 32, 24, 256, 104, PANEL)
    for place, value in enumerate(f"{hundredths:04d}"):
        digit(frame, int(value), 60 + place * 46 + (12 if place > 1 else 0), 44)
    fill(frame, 148, 102, 6, 6, LIT)
    fill(frame, 32, 144, 256, 14, DIM)
    fill(frame, 32, 144, max(4, 256 * (hundredths - 400) // 1600), 14, LIT)
    for mark in range(5):
        fill(frame, 32 + mark * 63, 164, 3, 8, DIM)
    return frame


def blocks_of(frame: bytearray) -> list[bytes]:
    return [
        b"".join(bytes(frame[(y + row) * WIDTH + x : (y + row) * WIDTH + x + BLOCK]) for row in range(BLOCK))
        for y in range(0, HEIGHT, BLOCK)
        for x in range(0, WIDTH, BLOCK)
    ]


# ── the file ──


def box(kind: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I", len(content) + 8) + kind + content


MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def film(readings: Sequence[int]) -> bytes:
    """An MP4 file that shows these currents, in hundredths of a milliampere, one after the other."""
    samples = list(_samples(readings))
    head = box(b"ftyp", b"isom", struct.pack(">I", 0x200), b"isomiso2avc1mp41")
    where = len(head) + len(_index(samples, 0)) + 8
    return head + _index(samples, where) + box(b"mdat", *samples)


def _samples(readings: Sequence[int]) -> Iterator[bytes]:
    before = None
    for number, reading in enumerate(readings):
        blocks = blocks_of(picture(reading))
        yield slice_of(number, blocks, before)
        before = blocks


def _index(samples: Sequence[bytes], where: int) -> bytes:
    length = len(samples)
    full = struct.pack(">I", 0)
    sets = [bytes([0x67]) + SPS_BYTES, bytes([0x68]) + PPS_BYTES]
    codec = box(
        b"avcC", bytes([1, 66, 0xC0, 13, 0xFF, 0xE1]), struct.pack(">H", len(sets[0])), sets[0],
        bytes([1]), struct.pack(">H", len(sets[1])), sets[1],
    )  # fmt: skip
    entry = box(
        b"avc1", bytes(6), struct.pack(">H", 1), bytes(16), struct.pack(">HHIIIH", WIDTH, HEIGHT, 0x480000, 0x480000, 0, 1),
        bytes(32), struct.pack(">Hh", 24, -1), codec,
    )  # fmt: skip
    table = box(
        b"stbl",
        box(b"stsd", full, struct.pack(">I", 1), entry),
        box(b"stts", full, struct.pack(">III", 1, length, 1)),
        box(b"stss", full, struct.pack(">II", 1, 1)),
        box(b"stsc", full, struct.pack(">IIII", 1, 1, length, 1)),
        box(b"stsz", full, struct.pack(">II", 0, length), *(struct.pack(">I", len(one)) for one in samples)),
        box(b"stco", full, struct.pack(">II", 1, where)),
    )
    media = box(
        b"mdia",
        box(b"mdhd", full, struct.pack(">IIIIHH", 0, 0, FRAMES_A_SECOND, length, 0x55C4, 0)),
        box(b"hdlr", full, bytes(4), b"vide", bytes(12), b"film\0"),
        box(
            b"minf", box(b"vmhd", struct.pack(">I", 1), bytes(8)),
            box(b"dinf", box(b"dref", full, struct.pack(">I", 1), box(b"url ", struct.pack(">I", 1)))), table,
        ),
    )  # fmt: skip
    track = (
        struct.pack(">IIIII", 0, 0, 1, 0, length) + bytes(16) + MATRIX + struct.pack(">II", WIDTH << 16, HEIGHT << 16)
    )
    movie = struct.pack(">IIIIIH", 0, 0, FRAMES_A_SECOND, length, 0x10000, 0x100) + bytes(10) + MATRIX + bytes(24)
    return box(
        b"moov", box(b"mvhd", full, movie, struct.pack(">I", 2)),
        box(b"trak", box(b"tkhd", struct.pack(">I", 7), track), media),
    )  # fmt: skip


def poster(reading: int) -> bytes:
    """One picture of it, as a PNG (W3C Recommendation, third edition) in shades of grey."""
    frame = picture(reading)
    rows = b"".join(b"\0" + bytes(frame[y * WIDTH : (y + 1) * WIDTH]) for y in range(HEIGHT))

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
