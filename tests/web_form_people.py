"""What the forms about people, rules and saved views are tried on, and what became of it."""

from pyotp import TOTP

from claims.desk import newsroom
from claims.desk.people import confidential, second_factor, sessions
from claims.desk.queue import views
from claims.errors import NotFound
from claims.store import newsroom as stored_newsroom
from claims.store import people as stored_people
from claims.store import second_factor as stored_factors
from claims.store import signing_in
from claims.store.connect import rows
from claims.store.history import digest
from tests.web_stage import Stage

Fields = dict[str, object]


def rule_numbers(stage: Stage, number: int) -> tuple[int, int, int, bool, str, str]:
    chosen = newsroom.thresholds(stage.db)
    readers = confidential.lowest_reader(stage.db)
    return (
        chosen.origins,
        chosen.secondary_origins,
        chosen.copied,
        newsroom.self_approval_allowed(stage.db),
        readers,
        second_factor.required_from(stage.db),
    )


def scale_of(stage: Stage) -> list[str]:
    return [f"{one.label}: {one.meaning}" for one in stored_newsroom.scale(stage.db)]


def person_row(stage: Stage, number: int) -> tuple[str, bool]:
    found = stored_people.get_person(stage.db, number)
    return found.role.value, found.disabled


FORGOTTEN = "the secret of a session on a forgotten computer"


def left_signed_in(stage: Stage) -> int:
    """Ben, who is also signed in on another computer."""
    ben = stage.cast["Ben"].id
    session = signing_in.Session(digest(FORGOTTEN), ben, "password", "Firefox on Windows", "192.0.2.x", stage.at, stage.at)
    signing_in.add_session(stage.db, session, ends_at=stage.at + sessions.SESSION)
    return ben


def is_signed_in_there(stage: Stage, number: int) -> bool:
    return sessions.person_of_session(stage.db, FORGOTTEN, at=stage.at) is not None


def code_of(stage: Stage, name: str, ahead: int = 0) -> str:
    """The code that this person's app shows, or will show ``ahead`` half minutes later."""
    factor = stored_factors.find_factor(stage.db, stage.cast[name].id)
    if factor is None:
        raise NotFound(f"{name} signs in without a second step.")
    return TOTP(factor.secret).generate_otp(int(stage.at.timestamp()) // second_factor.STEP + ahead)


def setting_up(stage: Stage) -> int:
    """Ben, who has made a key for his app."""
    second_factor.begin(stage.db, stage.cast["Ben"], at=stage.at)
    return stage.cast["Ben"].id


def with_second_factor(stage: Stage) -> int:
    """Ben, who needs a code of his app to sign in."""
    setting_up(stage)
    code = code_of(stage, "Ben", -1)
    stage.recovery_codes = second_factor.confirm(stage.db, stage.cast["Ben"], code, address="192.0.2.1", at=stage.at)
    return stage.cast["Ben"].id


def factor_state(stage: Stage, number: int) -> tuple[bool, bool, bool]:
    """Whether Ben has a key, whether it counts, and whether the recovery codes are those of ``with_second_factor``."""
    factor = stored_factors.find_factor(stage.db, number)
    kept = rows(stage.db, "SELECT secret_sha256 FROM recovery_code")
    first = digest(stage.recovery_codes[0].replace("-", "")) if stage.recovery_codes else ""
    return factor is not None, bool(factor and factor.confirmed_at), first in [row["secret_sha256"] for row in kept]


def view_names(stage: Stage, number: int) -> list[str]:
    return [view.name for view in views.list_views(stage.db, stage.cast["Ben"])]


def saved_view(stage: Stage) -> int:
    return views.save_view(stage.db, "Ben's", "due=late", by=stage.cast["Ben"], at=stage.at)
