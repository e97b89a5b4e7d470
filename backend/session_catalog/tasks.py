"""Regular work around the catalogue."""

from core.jobs import periodic

from .services.words import count_words


@periodic("session_catalog.count_search_words", cron="41 3 * * *")
def count_search_words() -> None:
    count_words()
