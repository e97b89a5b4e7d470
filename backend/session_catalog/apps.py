from django.apps import AppConfig


class SessionCatalogConfig(AppConfig):
    name = "session_catalog"
