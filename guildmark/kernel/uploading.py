"""Uploads stop at the limit while they come in: nothing larger is ever written to disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

TOO_LARGE = "guildmark.too_large"


class LimitedUpload(FileUploadHandler):
    """The first handler: passes each piece on, until a file grows past the limit; the rest of that file is let go."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.seen += len(raw_data)
        if self.seen > settings.UPLOAD_LIMIT_BYTES:
            self.request.META.setdefault(TOO_LARGE, []).append(self.file_name)  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def too_large(request: HttpRequest) -> list[str]:
    """The names of the files in this request that were larger than the limit."""
    request.FILES  # noqa: B018 reading them is what finds out
    return request.META.get(TOO_LARGE, [])
