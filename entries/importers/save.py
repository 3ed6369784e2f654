"""Plans become entries: a batch in a few statements, with history, and readers' view refreshed before the next one."""

from collections.abc import Sequence
from typing import Any

from django.db.models.functions import Lower

from entries import library
from entries.editorial import history
from entries.editorial.actions import set_published
from entries.importers.plan import Plan
from entries.importers.rows import add_rows
from entries.importers.stored import Slugs
from entries.models import Contact


def save_plans(plans: Sequence[Plan], slugs: Slugs, user: Any, why: str) -> None:
    """Store the plans of a batch; works inside `library.writing()` only, with all names made."""
    nameless = [plan for plan in plans if not plan.entry.slug]
    for plan, slug in zip(nameless, slugs.made(plan.entry.title for plan in nameless), strict=True):
        plan.entry.slug = slug
    _give_contacts(plans)
    for plan in plans:
        if plan.edition:
            plan.entry.edition_id = plan.edition.pk
        if plan.publish:
            set_published(plan.entry, plan.moment, user=user)
    library.save_entries([_write(plan) for plan in plans])
    for plan in plans:
        add_rows(plan.entry, plan.figures, plan.quotes, plan.pictures)
    for plan in plans:
        if plan.publish:
            library.publish_document(plan.entry, user)
    saved = {plan.entry.pk for plan in plans}
    refreshed = [entry for entry in library.refresh_noted() if entry.pk in saved]
    history.keep_many(refreshed, user, _comment(plans, why))


def _comment(plans: Sequence[Plan], why: str) -> str:
    """Why, and the words that stand nowhere in the entries: kept with their history, shown to no reader."""
    left = [f"{plan.entry.title}, {line}" for plan in plans for line in plan.left]
    return "\n".join([why, *left])


def _write(plan: Plan) -> library.EntryWrite:
    links = {name: [ref.pk for ref in refs if ref.pk is not None] for name, refs in plan.links.items()}
    return library.EntryWrite(plan.entry, **links)


def _give_contacts(plans: Sequence[Plan]) -> None:
    """Find the contacts that the plans ask for by mailbox and person, and make those that are not there."""
    wanted = {plan.contact for plan in plans if plan.contact}
    if not wanted:
        return
    stored = Contact.objects.annotate(small=Lower("mailbox")).filter(
        small__in={mailbox for mailbox, _ in wanted}, person__in={person for _, person in wanted}
    )
    found = {(row.mailbox.lower(), row.person): row for row in stored.order_by("-pk")}
    new = {pair: Contact(mailbox=pair[0], person=pair[1]) for pair in sorted(wanted - set(found))}
    library.save_contacts(list(new.values()))
    found |= new
    for plan in plans:
        if plan.contact:
            plan.entry.contact = found[plan.contact]
