"""What the reader of an article's file left out, moved or guessed, for whoever opens the article later."""

from sqlite_utils import Database

from claims.model import Article
from claims.reading.documents import DAY_NOT_FOUND
from claims.store import added_articles


def reading_notes(db: Database, article: Article) -> tuple[str, ...]:
    """What adding the article told about its file, a sentence each; nothing for one that an older release added.

    That no day was found is left out once somebody has entered the day.
    """
    notes = added_articles.reading_notes(db, article.id)
    return tuple(note for note in notes if not (article.published_at and note == DAY_NOT_FOUND))
