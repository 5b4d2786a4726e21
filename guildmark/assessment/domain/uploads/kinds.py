"""The kinds of file that are taken: ending, media type, how the content begins."""

from dataclasses import dataclass

ANY = "file"


@dataclass(frozen=True)
class Kind:
    """`starts`: how the content begins, at one of these (offset, bytes). None: it is text."""

    ending: str
    media_type: str
    starts: tuple[tuple[int, bytes], ...] | None = None


ZIP = ((0, b"PK\x03\x04"),)
OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
KINDS: dict[str, Kind] = {
    kind.ending: kind
    for kind in (
        Kind("pdf", "application/pdf", ((0, b"%PDF-"),)),
        Kind("docx", f"{OPEN_XML}wordprocessingml.document", ZIP),
        Kind("xlsx", f"{OPEN_XML}spreadsheetml.sheet", ZIP),
        Kind("pptx", f"{OPEN_XML}presentationml.presentation", ZIP),
        Kind("odt", f"{OPEN_DOCUMENT}text", ZIP),
        Kind("ods", f"{OPEN_DOCUMENT}spreadsheet", ZIP),
        Kind("odp", f"{OPEN_DOCUMENT}presentation", ZIP),
        Kind("png", "image/png", ((0, b"\x89PNG\r\n\x1a\n"),)),
        Kind("jpg", "image/jpeg", ((0, b"\xff\xd8\xff"),)),
        Kind("jpeg", "image/jpeg", ((0, b"\xff\xd8\xff"),)),
        Kind("gif", "image/gif", ((0, b"GIF87a"), (0, b"GIF89a"))),
        Kind("webp", "image/webp", ((8, b"WEBP"),)),
        Kind("txt", "text/plain"),
        Kind("md", "text/plain"),
        Kind("log", "text/plain"),
        *(Kind(ending, "text/plain") for ending in ("py", "sql", "r", "yaml", "yml", "toml", "ini")),
        Kind("csv", "text/csv"),
        Kind("tsv", "text/csv"),
        Kind("json", "application/json"),
        Kind("ipynb", "application/x-ipynb+json"),
        Kind("mp4", "video/mp4", ((4, b"ftyp"),)),
        Kind("mov", "video/quicktime", ((4, b"ftyp"), (4, b"moov"), (4, b"mdat"))),
        Kind("webm", "video/webm", ((0, b"\x1a\x45\xdf\xa3"),)),
        Kind("weba", "audio/webm", ((0, b"\x1a\x45\xdf\xa3"),)),
        Kind("m4a", "audio/mp4", ((4, b"ftyp"),)),
        Kind("mp3", "audio/mpeg", ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2"))),
        Kind("wav", "audio/wav", ((8, b"WAVE"),)),
        Kind("ogg", "audio/ogg", ((0, b"OggS"),)),
        Kind("zip", "application/zip", ZIP),
    )
}
MEDIA = frozenset(one.ending for one in KINDS.values() if one.media_type.startswith(("video/", "audio/")))
MEDIA_TYPES = frozenset(one.media_type for one in KINDS.values() if one.ending in MEDIA)
OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
OPEN_OFFICE = frozenset({"odt", "ods", "odp"})
ARCHIVES = frozenset({"zip", *OFFICE, *OPEN_OFFICE})
PACKED = frozenset({"zip", "7z", "rar", "gz", "tgz", "bz2", "xz", "zst", "tar", "cab", "arj", "lz", "lzma", "z"})

# Whatever opens as a program, a page with scripts, an installer, or a document with macros.
ACTIVE = frozenset(
    [
        "html",
        "htm",
        "xhtml",
        "xht",
        "shtml",
        "mht",
        "mhtml",
        "svg",
        "svgz",
        "xml",
        "xsl",
        "xslt",
        "js",
        "mjs",
        "cjs",
        "jse",
        "vbs",
        "vbe",
        "wsf",
        "wsh",
        "hta",
        "htc",
        "php",
        "phtml",
        "asp",
        "aspx",
        "jsp",
        "cgi",
        "pl",
        "swf",
        "jar",
        "jnlp",
        "class",
        "war",
        "exe",
        "com",
        "scr",
        "pif",
        "bat",
        "cmd",
        "ps1",
        "psm1",
        "msi",
        "msp",
        "msix",
        "appx",
        "dll",
        "sys",
        "cpl",
        "drv",
        "ocx",
        "lnk",
        "url",
        "scf",
        "inf",
        "reg",
        "chm",
        "hlp",
        "sh",
        "bash",
        "zsh",
        "csh",
        "command",
        "app",
        "dmg",
        "pkg",
        "deb",
        "rpm",
        "apk",
        "ipa",
        "iso",
        "img",
        "vhd",
        "vhdx",
        "run",
        "bin",
        "elf",
        "so",
        "desktop",
        "workflow",
        "docm",
        "dotm",
        "xlsm",
        "xltm",
        "xlam",
        "xlsb",
        "pptm",
        "potm",
        "ppam",
        "ppsm",
        "sldm",
        "doc",
        "dot",
        "xls",
        "xlt",
        "xla",
        "ppt",
        "pot",
        "pps",
        "rtf",
        "one",
        "onepkg",
        "accdb",
        "mdb",
        "ade",
        "adp",
    ]
)
