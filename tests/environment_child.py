"""For processes that a test starts: the same settings, on the test's own database."""

import os

from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["FYR_TEST_NAME"]
