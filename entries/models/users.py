"""People who work at the desk."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Someone with an account: editor, publisher, judge or administrator. Readers need none."""

    class Meta(AbstractUser.Meta):
        pass

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()
