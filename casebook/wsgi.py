"""What gunicorn serves: `gunicorn casebook.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casebook.settings")
readers_and_desk = get_wsgi_application()

from entries.serving.conditional import Unchanged  # noqa: E402  (asks for settings, which are loaded just now)

application = Unchanged(readers_and_desk)
