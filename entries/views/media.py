"""Uploaded files, for deployments without a server in front that serves them."""

from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

# Only these are shown in place. HTML and SVG could run script from the site's own origin.
INLINE = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
OFFICE = "application/vnd.openxmlformats-officedocument"
# What was brought in at the desk is handed out there alone, to those who are signed in.
NOT_PUBLIC = {"received"}
ATTACHED = {
    ".pdf": "application/pdf",
    ".docx": f"{OFFICE}.wordprocessingml.document",
    ".xlsx": f"{OFFICE}.spreadsheetml.sheet",
    ".pptx": f"{OFFICE}.presentationml.presentation",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
}


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The stored file at `path`; raises Http404 when there is none, or when the path leads elsewhere."""
    asked = PurePosixPath(path)
    if asked.is_absolute() or "\\" in path or "\0" in path or {".", ".."} & set(path.split("/")):
        raise Http404
    if asked.parts and asked.parts[0].casefold() in NOT_PUBLIC:
        raise Http404
    try:
        file = default_storage.open(path)
    except (OSError, ValueError, SuspiciousOperation):
        raise Http404 from None
    suffix = asked.suffix.lower()
    answer = FileResponse(
        file,
        as_attachment=suffix not in INLINE,
        filename=asked.name,
        content_type=INLINE.get(suffix) or ATTACHED.get(suffix, "application/octet-stream"),
    )
    # The name holds the content's hash, so what is behind it never changes.
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
