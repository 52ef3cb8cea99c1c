"""The WSGI application that granian serves, and the clockwork beside it."""

import os

from django.core.wsgi import get_wsgi_application

from baolian.faces.cli import clockwork

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baolian.config.settings")
application = get_wsgi_application()
clockwork.start()
