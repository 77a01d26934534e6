"""The product's settings, with quick passwords, plain static files and mail kept in memory."""

import os

os.environ.setdefault("TALENTSYS_SECRET_KEY", "tests-only-" + "k" * 50)
os.environ.setdefault("TALENTSYS_EMAIL_URL", "memorymail://")
os.environ.setdefault("TALENTSYS_INSECURE_HTTP", "true")

from talentsys.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "reports": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "reports"},
}
WHITENOISE_AUTOREFRESH = True
