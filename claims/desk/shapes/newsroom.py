"""People and their tokens, saved views, rows of the queue, search results, and what was spotted in a text."""

from claims import shape_fields as out
from claims.desk.articles.spotting_words import reason_words
from claims.model import Role, Stance, State
from claims.store.search import END, START


class PersonShape(out.Shape):
    """A person, without secrets."""

    id = out.whole()
    name = out.text()
    role = out.one_of(Role, required=True)
    disabled = out.yes_or_no()
    has_password = out.yes_or_no()


class TokenShape(out.Shape):
    """A token's details, without the token itself."""

    id = out.whole()
    person = out.text()
    made_at = out.moment()
    revoked_at = out.maybe_moment()


class ViewShape(out.Shape):
    """A saved view; ``query`` is the query string of the queue's address."""

    id = out.whole()
    name = out.text()
    query = out.text()
    owner = out.text()
    shared = out.yes_or_no()


class QueueRow(out.Shape):
    """A claim as a row of the queue. Every stance is a field of its own: how many links of evidence have it."""

    class Meta:
        include = {str(stance): out.whole(attribute=f"linked.{stance}") for stance in Stance}  # noqa: RUF012  (marshmallow's own way)

    claim_id = out.whole()
    text = out.text()
    state = out.one_of(State, required=True)
    proposed = out.yes_or_no(attribute="is_proposed")
    assignee = out.maybe()
    due_at = out.maybe_moment()
    article_id = out.maybe_whole()
    tags = out.texts()
    matches_waiting = out.whole()
    version = out.whole()


def _bracketed(snippet: str) -> str:
    return snippet.replace(START, "[").replace(END, "]")


class FoundShape(out.Shape):
    """A search result; in the snippet, the words that were found are between [ and ]."""

    kind = out.one_of(["claim", "article", "source"], required=True)
    id = out.whole()
    text = out.text()
    snippet = out.told(_bracketed, attribute="snippet")


class Spotted(out.Shape):
    """How checkable a sentence is."""

    score = out.share(validate=out.Range(0, 1))
    reasons = out.told_texts(reason_words)
