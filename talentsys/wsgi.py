"""WSGI entry point: `gunicorn talentsys.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentsys.settings")
application = get_wsgi_application()
