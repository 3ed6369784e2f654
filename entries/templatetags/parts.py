"""Django's `include`, kept: with a fixed name it is always the same part, and need not be looked for at every turn.

A built-in of the templates (settings), so that they are written as Django's own documentation says.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Template, Token
from django.template.context import Context
from django.template.loader_tags import IncludeNode, do_include
from django.utils.safestring import SafeString

register = template.Library()


class KeptInclude(IncludeNode):
    """A part of a page, looked up when it is first shown."""

    part: Template | None = None

    def render(self, context: Context) -> SafeString:
        """The part, with its own values beside the page's, or with nothing else."""
        if self.part is None:
            self.part = context.template.engine.get_template(self.template.var)  # type: ignore[union-attr]
        values: dict[str, Any] = {name: value.resolve(context) for name, value in self.extra_context.items()}
        if self.isolated_context:
            return self.part.render(context.new(values))
        if not values:
            return self.part.render(context)
        with context.push(**values):
            return self.part.render(context)


@register.tag
def include(parser: Parser, token: Token) -> IncludeNode:
    """As Django's; a name that is known only when the page is shown is left to Django."""
    node = do_include(parser, token)
    name: FilterExpression = node.template
    if isinstance(name.var, str) and not name.filters:
        node.__class__ = KeptInclude
    return node
