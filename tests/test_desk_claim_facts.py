"""The facts of a claim beside its wording: its claimant's role, when and where it was said, and the medium."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import extruct
import pytest

from claims.desk.checking import review, verdicts
from claims.desk.history import histories
from claims.desk.publishing import page_states
from claims.errors import StaleEdit
from claims.model import Medium
from claims.store import publications
from tests.web_stage import Stage

FACTS = {"claimant_role": "mayor of Brackwater", "claimed_at": "14 March 2024", "claimed_in": "Town hall", "medium": "video"}


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def test_the_edit_form_stores_the_facts_with_their_history_and_undo_brings_the_old_ones_back(stage: Stage) -> None:
    claim = stage.claim("depot")
    address = f"/claims/{claim.id}/edit"
    form = stage.get(address, by="Ben").text
    assert 'name="claimant_role"' in form and 'name="claimed_in"' in form and '<option value="video">' in form
    fields = {"seen": claim.version, "text": claim.text, "claimant": "Oren Vask", **FACTS}
    assert stage.post(address, fields, by="Ben").status_code == 303
    after = stage.page_of(claim.id)
    assert (after.claimant, after.claimant_role, after.claimed_at) == ("Oren Vask", "mayor of Brackwater", "2024-03-14")
    assert (after.claimed_in, after.medium) == ("Town hall", Medium.VIDEO)
    told = histories.of_claim(stage.db, claim.id)[-1].words
    assert "role of the claimant from nothing to “mayor of Brackwater”" in told and "kind of media from nothing to video" in told
    old = {"text": claim.text, "claimant": claim.claimant or "", "claimant_role": "", "claimed_at": claim.claimed_at or ""}
    stage.post(address, {**old, "claimed_in": "", "medium": "", "seen": after.version}, by="Ben")
    back = stage.page_of(claim.id)
    assert (back.claimant_role, back.claimed_at, back.claimed_in, back.medium) == (None, claim.claimed_at, None, None)


def test_a_form_without_the_facts_leaves_them_as_they_are(stage: Stage) -> None:
    claim = stage.claim("depot")
    review.edit_claim(stage.db, claim.id, claim.text, None, by=stage.cast["Ben"], at=stage.at, facts=FACTS)
    sent = {"seen": stage.page_of(claim.id).version, "text": "The depot is gone.", "claimant": ""}
    stage.post(f"/claims/{claim.id}/edit", sent, by="Ben")
    after = stage.page_of(claim.id)
    assert (after.text, after.claimed_in, after.medium) == ("The depot is gone.", "Town hall", Medium.VIDEO)


@pytest.mark.parametrize(("name", "value"), [("claimed_at", "next Tuesday"), ("claimed_at", "31 February 2024"), ("medium", "smoke")])
def test_a_day_or_a_medium_that_is_none_is_refused_in_its_field_and_nothing_is_stored(stage: Stage, name: str, value: str) -> None:
    claim = stage.claim("depot")
    fields = {"seen": claim.version, "text": "The depot is gone.", "claimant": "", name: value}
    answer = stage.post(f"/claims/{claim.id}/edit", fields, by="Ben")
    assert answer.status_code == 409 and f'id="field-{name}-wrong"' in answer.text and "The depot is gone." in answer.text
    assert stage.page_of(claim.id) == claim


def test_a_late_edit_shows_both_versions_of_the_facts(stage: Stage) -> None:
    claim = stage.claim("depot")
    review.edit_claim(stage.db, claim.id, claim.text, None, by=stage.cast["Cleo"], at=stage.at, facts={"claimed_in": "Harbour fair"})
    with pytest.raises(StaleEdit):
        review.edit_claim(stage.db, claim.id, claim.text, None, by=stage.cast["Ben"], at=stage.at, seen_version=claim.version, facts=FACTS)
    answer = stage.post(f"/claims/{claim.id}/edit", {"seen": claim.version, "text": claim.text, "claimant": "", **FACTS}, by="Ben")
    assert answer.status_code == 409 and "Harbour fair" in answer.text and "Town hall" in answer.text


def test_published_facts_are_frozen_and_stand_in_the_markup_and_a_changed_one_waits_for_the_editor(stage: Stage) -> None:
    claim = stage.bring("depot", "checked")
    review.edit_claim(stage.db, claim.id, claim.text, "Oren Vask", by=stage.cast["Ben"], at=stage.at, facts=FACTS)
    screen = unescape(stage.get(f"/claims/{claim.id}/publish", by="Edith").text)
    assert "mayor of Brackwater" in screen and "14 March 2024" in screen and "Town hall" in screen and "Video" in screen
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at)
    page = stage.get(f"/claims/{claim.id}", by=None).text
    assert "Oren Vask, mayor of Brackwater, said, 14 March 2024:" in page and "Town hall · Video" in page
    (markup,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    item = markup["itemReviewed"]
    assert item["author"] == {"@type": "Person", "name": "Oren Vask", "jobTitle": "mayor of Brackwater"}
    assert item["datePublished"] == "2024-03-14" and item["isBasedOn"] == {"@type": "VideoObject"}
    assert item["locationCreated"] == {"@type": "Place", "name": "Town hall"}
    review.edit_claim(stage.db, claim.id, claim.text, "Oren Vask", by=stage.cast["Ben"], at=stage.at, facts={"claimed_in": "Fair"})
    assert "Town hall" in stage.get(f"/claims/{claim.id}", by=None).text
    assert page_states.page_states(stage.db, [claim.id])[claim.id].changes == ("the place or the kind of media",)
    frozen = publications.find_page(stage.db, claim.id)
    assert frozen is not None and frozen.page.claimed_in == "Town hall"


def test_the_api_gives_and_takes_the_facts(stage: Stage) -> None:
    claim = stage.claim("depot")
    path, client, bearer = f"/api/v1/claims/{claim.id}", stage.client(None), stage.bearer("Ben")
    etag = client.get(path, headers=bearer).headers["ETag"]
    answer = client.patch(path, json=FACTS, headers={**bearer, "If-Match": etag})
    assert answer.status_code == 200 and answer.json["text"] == claim.text
    assert {name: answer.json[name] for name in FACTS} == {**FACTS, "claimed_at": "2024-03-14"}
    etag = answer.headers["ETag"]
    assert client.patch(path, json={"medium": "smoke"}, headers={**bearer, "If-Match": etag}).status_code == 422
    assert client.patch(path, json={"medium": None}, headers={**bearer, "If-Match": etag}).json["medium"] is None
