"""Keeps the desk apart: a process that serves readers alone never loads its code, which takes 6 MB in each."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import set_urlconf

DESK = "/admin"
PUBLIC = "entries.urls"


class ApartMiddleware:
    """Looks up whatever is not the desk's among the readers' addresses alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer as ever."""
        if request.path_info.startswith(DESK):
            return self.get_response(request)
        # The request says it to who resolves it; the thread, to what is answered or fails before that.
        request.urlconf = PUBLIC
        set_urlconf(PUBLIC)
        try:
            return self.get_response(request)
        finally:
            set_urlconf(None)
