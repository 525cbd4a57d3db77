"""What an article's own file names and asks: sources to accept or drop, questions to settle."""

from typing import Any

import marshmallow as ma

from claims.desk.checking import questions
from claims.desk.screens.beside_lines import note_on_words, on_words
from claims.desk.shapes.beside import ProposedShape, QuestionShape
from claims.desk.sources import proposed_sources
from claims.errors import Refused
from claims.model import SourceKind, Stance
from claims.model.beside import ProposalState
from claims.shape_fields import Answer, many, one_of
from claims.store import line_notes
from claims.store import proposed_sources as stored_proposed_sources
from web.api.asking import Paths, tagged, version_read
from web.api.body_fields import Asked, number
from web.request.access import person
from web.request.context import get_db, now

paths = Paths("beside", "Sources and questions that an article's own file holds.")


class ProposedList(ma.Schema):
    proposed = many(ProposedShape)


class ProposedDecision(Asked):
    """``accepted`` needs a stance, and the claim where the line has several; ``proposed`` takes a decision back."""

    status = one_of(ProposalState, required=True)
    stance = one_of(Stance)
    claim_id = number()
    kind = one_of(SourceKind)


class QuestionList(ma.Schema):
    questions = many(QuestionShape)


class QuestionDecision(Asked):
    status = ma.fields.String(required=True, validate=ma.validate.OneOf(["open", "settled"]))


@paths.route("/articles/<int:article_id>/proposed-sources", methods=["GET"])
@paths.response(200, ProposedList)
def list_proposed(article_id: int) -> Any:
    """Every source that the article's file names, decided or not, in the order of the text."""
    return {"proposed": [on_words(get_db(), source) for source in proposed_sources.list_proposed(get_db(), article_id)]}


@paths.route("/proposed-sources/<int:proposed_id>", methods=["GET"])
@paths.response(200, ProposedShape)
def show(proposed_id: int) -> Any:
    """One source that an article's file names."""
    return tagged(_proposed(proposed_id))


@paths.route("/proposed-sources/<int:proposed_id>", methods=["PATCH"])
@paths.arguments(ProposedDecision)
@paths.response(200, ProposedShape)
def decide(body: dict[str, Any], proposed_id: int) -> Any:
    """Accept a proposed source as evidence, drop it, or take that back."""
    version, status = version_read(_proposed(proposed_id)), ProposalState(body["status"])
    if status is ProposalState.ACCEPTED:
        if "stance" not in body:
            raise Refused("say by stance what the source does to the claim: supports, contradicts or context.")
        kind = SourceKind(body.get("kind", SourceKind.OTHER))
        proposed_sources.accept(
            get_db(),
            proposed_id,
            Stance(body["stance"]),
            by=person(),
            at=now(),
            claim_id=body.get("claim_id"),
            kind=kind,
            seen_version=version,
        )
    elif status is ProposalState.DROPPED:
        proposed_sources.drop(get_db(), proposed_id, by=person(), at=now(), seen_version=version)
    else:
        proposed_sources.propose_again(get_db(), proposed_id, by=person(), at=now(), seen_version=version)
    return tagged(_proposed(proposed_id))


@paths.route("/articles/<int:article_id>/questions", methods=["GET"])
@paths.response(200, QuestionList)
def list_questions(article_id: int) -> Any:
    """Every question and remark in the article's file, settled or not, in the order of the text."""
    return {"questions": [note_on_words(get_db(), note) for note in questions.list_notes(get_db(), article_id)]}


@paths.route("/questions/<int:question_id>", methods=["GET"])
@paths.response(200, QuestionShape)
def show_question(question_id: int) -> Any:
    """One question or remark in an article's file."""
    return tagged(_question(question_id))


@paths.route("/questions/<int:question_id>", methods=["PATCH"])
@paths.arguments(QuestionDecision)
@paths.response(200, QuestionShape)
def settle(body: dict[str, Any], question_id: int) -> Any:
    """Settle a question, or open it again."""
    act = questions.settle if body["status"] == "settled" else questions.reopen
    act(get_db(), question_id, by=person(), at=now(), seen_version=version_read(_question(question_id)))
    return tagged(_question(question_id))


def _proposed(number: int) -> Answer:
    return ProposedShape.of(on_words(get_db(), stored_proposed_sources.get_proposed(get_db(), number)))


def _question(number: int) -> Answer:
    return QuestionShape.of(note_on_words(get_db(), line_notes.get_line_note(get_db(), number)))
