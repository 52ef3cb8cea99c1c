"""For maintainers: makemigrations and the like. Offices use the command `baolian`."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baolian.config.settings")
execute_from_command_line(sys.argv)
