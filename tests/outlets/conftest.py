"""What the tests of outlets share with those of pages."""

from tests.views.conftest import nothing_rendered, page

__all__ = ["nothing_rendered", "page"]
