"""Which action each address belongs to: the table that controls access. claims.desk.people.people.MAY says which roles may do it.

If an address is missing here, the desk does not start. A row is ``"endpoint": "action"`` or, where the methods of one endpoint
are different actions, ``"endpoint": {"GET": "look", "POST": "add_article"}``.
"""

from collections.abc import Mapping

from flask import Flask

from claims.desk.people import people

ANYBODY = "anybody"
"""For addresses that anybody may use without signing in."""

NEEDS: dict[str, str | Mapping[str, str]] = {
    "static": ANYBODY,
    "health.healthz": ANYBODY,
    "signing_in.login": ANYBODY,
    "signing_in.code": ANYBODY,
    "signing_in.enter": ANYBODY,
    "signing_in.first": ANYBODY,
    "signing_in.logout": "look",
    "people.password": "look",
    "account.sign_ins": "look",
    "account.sign_out_elsewhere": "look",
    "account.second_step": "look",
    "account.begin_second_step": "look",
    "account.confirm_second_step": "look",
    "account.renew_recovery_codes": "look",
    "account.turn_off_second_step": "look",
    "people.index": "manage_people",
    "people.set_role": "manage_people",
    "people.set_disabled": "manage_people",
    "people.make_link": "manage_people",
    "people.reset_second_factor": "manage_people",
    "newsroom.show": "look",
    "newsroom.save": "manage_settings",
    "newsroom.add_rating": "manage_settings",
    "newsroom.edit_rating": "manage_settings",
    "newsroom.move_rating": "manage_settings",
    "newsroom.remove_rating": "manage_settings",
    "queue.show": "look",
    "bulk.assign": "assign",
    "bulk.set_due": "assign",
    "bulk.tag": "tag",
    "bulk.untag": "tag",
    "bulk.take": "rate",
    "bulk.drop": "drop",
    # Whoever did it may undo it; the page checks the rights for each step.
    "bulk.take_back": "assign",
    "views.save": "save_view",
    "views.remove": "save_view",
    "talk.add": "note",
    "talk.withdraw": "note",
    "talk.restore": "note",
    # Anybody who may look can be mentioned.
    "talk.confirm_seen": "look",
    "talk.tag": "tag",
    "talk.untag": "tag",
    "withdrawals.withdraw_article": "withdraw_article",
    "withdrawals.restore_article": "withdraw_article",
    "withdrawals.restore_source": "withdraw_source",
    "withdrawals.restore_link": "link_source",
    "api_tips.index": "look",
    "api_tips.add": "add_tip",
    "api_tips.show": "look",
    "tips.index": "look",
    "tips.add": "add_tip",
    "tips.file": "look",
    "articles.index": "look",
    "articles.add": "add_article",
    "article_desk.show": "look",
    "article_desk.history": "look",
    "article_desk.mark": "mark_sentence",
    "article_desk.mark_several": "mark_sentence",
    "article_desk.add_claim": "mark_sentence",
    "article_desk.add_parts": "mark_sentence",
    "article_desk.set_due": "assign",
    "changes.show": "look",
    "changes.confirm_wording": "mark_sentence",
    "changes.take_along": "mark_sentence",
    "changes.make_version": "add_article",
    "reports.index": "look",
    "reports.show": "look",
    "reports.download": "look",
    "reports.paper": "look",
    "reports.sign_off": "sign_off",
    "reports.take_back": "sign_off",
    "reports.restore": "sign_off",
    "claims.index": "look",
    # Visitors get the published page, or are asked to sign in.
    "claims.show": ANYBODY,
    "feeds.claimreview": ANYBODY,
    "feeds.checks": ANYBODY,
    "claims.public": "look",
    "claims.history": "look",
    "claims.edit": "edit_claim",
    "claims.split": "decide_match",
    "places.name_speaker": "edit_claim",
    "places.name_nobody": "edit_claim",
    "places.ask_again": "edit_claim",
    "places.set_polarity": "edit_claim",
    "claim_work.take": "rate",
    "claim_work.release": "rate",
    "claim_work.assign": "assign",
    "claim_work.set_due": "assign",
    "claim_work.save_draft": "rate",
    "claim_work.submit": "submit",
    "claim_work.return_verdict": "return",
    "claim_work.approve": "approve",
    "claim_work.look_over": "publish",
    "claim_work.publish": "publish",
    "claim_work.withdraw": "withdraw",
    "claim_work.reopen": "reopen",
    "claim_work.drop": "drop",
    "claim_work.restore": "drop",
    "matches.index": "look",
    "matches.show": "look",
    "matches.decide": "decide_match",
    "sources.index": "look",
    "sources.show": "look",
    "sources.add": "add_source",
    "sources.set_origin": "add_source",
    "sources.withdraw": "withdraw_source",
    "sources.set_confidential": "set_confidential",
    "sources.recheck": "recheck",
    "evidence.new": "link_source",
    "evidence.add": "link_source",
    "evidence.withdraw": "link_source",
    "evidence.accept": "link_source",
    "evidence.refuse": "link_source",
    "evidence.offer_again": "link_source",
    "alerts.index": "look",
    "alerts.see": "handle_alert",
    "alerts.dismiss": "handle_alert",
    "alerts.undo": "handle_alert",
    "alerts.make_address": "look",
    "alerts.end_address": "look",
    # Anybody with a person's secret address, because feed readers cannot sign in.
    "alerts.feed": ANYBODY,
    "watching.index": "look",
    "watching.show": "look",
    "watching.add": "manage_feeds",
    "watching.pause": "manage_feeds",
    "watching.resume": "manage_feeds",
    "watching.retry": "manage_feeds",
    "watching.remove": "manage_feeds",
    "exchange.index": "import",
    "exchange.look": "import",
    "exchange.store": "import",
    "exchange.report": "import",
    "exchange.cancel": "import",
    "exchange.resume": "import",
    # An export includes claims that are not published yet.
    "exchange.export": "import",
    "search.show": "look",
    "search.guide": "look",
    # Programs: claims.desk checks again what a change needs (publishing needs an editor, however it is requested).
    "api-docs.openapi_json": ANYBODY,
    "factcheck.search": ANYBODY,
    "api_lookup.match": "look",
    "api_lookup.spot": "look",
    "api_lookup.search": "look",
    "api_articles.index": "look",
    "api_articles.add": "add_article",
    "api_articles.show": "look",
    "api_articles.change": "assign",
    "api_articles.report": "look",
    "api_articles.changes": "look",
    "api_claims.index": "look",
    "api_claims.add": "mark_sentence",
    "api_claims.show": "look",
    "api_claims.change": "edit_claim",
    "api_appearances.show": "look",
    "api_appearances.change": "edit_claim",
    "api_verdicts.index": "look",
    "api_verdicts.submit": "submit",
    "api_verdicts.show": "look",
    "api_verdicts.read": "approve",
    "api_evidence.index": "look",
    "api_evidence.passages": "look",
    "api_evidence.add": "link_source",
    "api_evidence.show": "look",
    "api_evidence.withdraw": "link_source",
    "api_matches.index": "look",
    "api_matches.show": "look",
    "api_matches.decide": "decide_match",
    "api_sources.index": "look",
    "api_sources.add": "add_source",
    "api_sources.show": "look",
    "api_sources.change": "add_source",
    "api_sources.withdraw": "withdraw_source",
}


def permission_for(endpoint: str, method: str) -> str:
    """The action that a request belongs to, or ANYBODY. A method without a row (HEAD, OPTIONS) counts as GET.

    Raise KeyError for an address without a row.
    """
    need = NEEDS[endpoint]
    if isinstance(need, str):
        return need
    return need[method] if method in need else need["GET"]


def require_complete_table(app: Flask) -> None:
    """Refuse to start if an address has no row, or a row has an unknown action. Call it after every page is registered."""
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            if rule.endpoint not in NEEDS:
                raise LookupError(f"{rule} has no row in web/request/roles.py: add {rule.endpoint!r} and the action it is part of.")
            if permission_for(rule.endpoint, method) not in (ANYBODY, *people.MAY):
                raise LookupError(f"{rule}: {permission_for(rule.endpoint, method)!r} is no action of claims.desk.people.people.MAY.")
