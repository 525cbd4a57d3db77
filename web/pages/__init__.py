"""The screens, one file a family."""

from flask import Blueprint

from web.pages import (
    account,
    alerts,
    appearances,
    article_desk,
    articles,
    beside,
    bulk,
    changes,
    claim_work,
    claims,
    evidence,
    exchange,
    feeds,
    health,
    matches,
    newsroom,
    oidc,
    people,
    queue,
    reports,
    search,
    signing_in,
    sources,
    talk,
    tips,
    views,
    watching,
    withdrawals,
)


def every_page() -> tuple[Blueprint, ...]:
    """All screens of the desk."""
    families = (
        queue,
        bulk,
        views,
        talk,
        withdrawals,
        tips,
        articles,
        article_desk,
        beside,
        changes,
        reports,
        claims,
        claim_work,
        appearances,
        matches,
        sources,
        evidence,
        alerts,
        watching,
        exchange,
        search,
        people,
        account,
        newsroom,
        signing_in,
        oidc,
        feeds,
        health,
    )
    return tuple(family.pages for family in families)
