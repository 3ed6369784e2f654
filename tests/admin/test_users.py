"""Accounts: administrators give groups, and never more than they have."""

import pytest

from entries.models import User
from tests import factories
from tests.admin.desk import sent, signed_in

pytestmark = pytest.mark.django_db


def test_an_administrator_makes_a_publisher() -> None:
    person = factories.person()
    publishers = factories.person("Publisher").groups.get()
    sent(signed_in("Administrator"), f"/admin/entries/user/{person.pk}/change/", groups=[publishers.pk])
    assert person.groups.get() == publishers


def test_an_administrator_makes_no_superuser() -> None:
    person = factories.person("Editor")
    sent(signed_in("Administrator"), f"/admin/entries/user/{person.pk}/change/", is_superuser="on")
    person.refresh_from_db()
    assert not person.is_superuser


@pytest.mark.parametrize("page", ["password/", "delete/"])
def test_an_administrator_keeps_off_a_superusers_account(page: str) -> None:
    person = factories.person("superuser")
    assert signed_in("Administrator").get(f"/admin/entries/user/{person.pk}/{page}").status_code == 403


def test_superusers_are_not_deleted_from_the_list() -> None:
    person = factories.person("superuser")
    data = {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"}
    assert signed_in("Administrator").post("/admin/entries/user/", data).status_code == 403
    assert User.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("role", ["Editor", "Publisher"])
def test_others_do_not_see_accounts(role: str) -> None:
    assert signed_in(role).get("/admin/entries/user/").status_code == 403


def test_groups_are_a_superusers() -> None:
    assert signed_in("Administrator").get("/admin/auth/group/").status_code == 403
    assert signed_in("superuser").get("/admin/auth/group/").status_code == 200
