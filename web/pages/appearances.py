"""A claim's appearance in an article: who says it there, and whether the article asserts it."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from claims.desk.articles import appearances
from claims.model import Appearance, Polarity, Said
from claims.store import appearances as stored_appearances
from claims.store import claims as stored_claims
from web.request import forms, undo
from web.request.access import person
from web.request.context import get_db, now
from web.show.language import gettext
from web.show.words import stance_of_article

pages = Blueprint("places", __name__)


@pages.post("/appearances/<int:number>/speaker")
def name_speaker(number: int) -> ResponseReturnValue:
    """Name the speaker. Undoing it removes the name and asks the question again."""
    appearance = stored_appearances.get_appearance(get_db(), number)
    speaker, was = forms.text("speaker") or None, forms.text("was") or None
    appearances.name_speaker(get_db(), number, speaker, by=person(), at=now(), speaker_read=was)
    words = gettext("%(speaker)s says this.", speaker=speaker) if speaker else gettext("No speaker named.")
    back = forms.text("back")
    undo.offer_undo(words, url_for("places.name_speaker", number=number), {"speaker": was or "", "was": speaker or "", "back": back})
    return forms.go_back(url_for("article_desk.show", article_id=appearance.article_id, claim=appearance.claim_id))


@pages.post("/appearances/<int:number>/nobody")
def name_nobody(number: int) -> ResponseReturnValue:
    """Answer that none of the possible speakers said it."""
    appearance = stored_appearances.get_appearance(get_db(), number)
    candidates = forms.text("candidates")
    appearances.name_nobody(get_db(), number, by=person(), at=now(), read_before=Said(None, candidates=tuple(candidates.splitlines())))
    fields = {"candidates": candidates, "back": forms.text("back")}
    undo.offer_undo(gettext("No speaker named."), url_for("places.ask_again", number=number), fields)
    return forms.go_back(url_for("article_desk.show", article_id=appearance.article_id, claim=appearance.claim_id))


@pages.post("/appearances/<int:number>/candidates")
def ask_again(number: int) -> ResponseReturnValue:
    """Undo that answer, so that the desk asks again."""
    appearance = stored_appearances.get_appearance(get_db(), number)
    appearances.ask_again(get_db(), number, forms.text("candidates").splitlines(), by=person(), at=now())
    return forms.go_back(url_for("article_desk.show", article_id=appearance.article_id, claim=appearance.claim_id))


@pages.post("/appearances/<int:number>/polarity")
def set_polarity(number: int) -> ResponseReturnValue:
    """Set whether the article asserts the claim, reports it as false or leaves it in doubt."""
    appearance = stored_appearances.get_appearance(get_db(), number)
    polarity, was = forms.choice("polarity", Polarity), forms.choice("was", Polarity)
    appearances.set_polarity(get_db(), number, polarity, by=person(), at=now(), polarity_read=was)
    back = forms.text("back")
    undo.offer_undo(
        gettext("%(polarities)s.", polarities=_words(appearance, polarity)),
        url_for("places.set_polarity", number=number),
        {"polarity": was, "was": polarity, "back": back},
    )
    return forms.go_back(url_for("article_desk.show", article_id=appearance.article_id, claim=appearance.claim_id))


def _words(appearance: Appearance, polarity: Polarity) -> str:
    speaker = appearance.speaker or stored_claims.get_claim(get_db(), appearance.claim_id).claimant
    return stance_of_article(polarity, speaker, is_unclear=bool(appearance.candidates))
