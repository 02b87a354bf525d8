"""The door through which the web server enters."""

import os

from django.core.wsgi import get_wsgi_application

from txng.core.memory import collect_seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
collect_seldom()
