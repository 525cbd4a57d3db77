"""docs/exchange.md names for each tool the command that takes its export: here each runs on a file in that tool's form."""

import io
import json
import re
import shlex
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from claims.desk.exchange import imports
from claims.exchange.rows import ImportedClaim

DOCS = Path(__file__).parent.parent / "docs" / "exchange.md"
TEXT, CHECKED_AT = "The kiln of Avel cracked in 2023.", "https://kilnwatch.example/check/kiln"
ROW = {"text": TEXT, "url": CHECKED_AT, "rating": "False", "publisher": "Kiln Watch", "reviewed_at": "2024-02-25"}


def csv(header: str, *lines: str) -> bytes:
    return "\r\n".join([header, *lines, ""]).encode()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Claim", "Verdict", "Fact-checker", "Review date", "Link"])
    book.active.append([TEXT, "False", "Kiln Watch", 45347, CHECKED_AT])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


FILES: dict[str, bytes] = {
    "insights.csv": csv(
        "id,claimReviewed,url,datePublished,author.name,author.url,reviewRating.alternateName,reviewRating.ratingValue,itemReviewed.author.name",
        f"1,{TEXT},{CHECKED_AT},2024-02-25,Kiln Watch,https://kilnwatch.example,False,1,Jonas Aru",
    ),
    "explorer.csv": csv(
        "Claim,Source Name,Source URL,Verdict,Review Publication Date,Image URL,Tags",
        f"{TEXT},Kiln Watch,{CHECKED_AT},False,2024-02-25T00:00:00Z,,\"['Kilns', 'Avel']\"",
    ),
    "answer.json": json.dumps(
        {
            "claims": [
                {
                    "text": TEXT,
                    "claimant": "Jonas Aru",
                    "claimReview": [
                        {
                            "publisher": {"name": "Kiln Watch", "site": "kilnwatch.example"},
                            "url": CHECKED_AT,
                            "reviewDate": "2024-02-25T00:00:00Z",
                            "textualRating": "False",
                        }
                    ],
                }
            ]
        }
    ).encode(),
    "check.csv": csv(
        "Claim,Item page URL,Status,Created by,Submitted at,Social Media Posted at,Report Published at,Number of media,Tags",
        f"{TEXT},{CHECKED_AT},False,ana,2024-02-20 09:00:00 UTC,,2024-02-25,2,",
    ),
    "airtable.csv": b"\xef\xbb\xbf"
    + csv("Claim,Verdict,Fact-checker,Review date,Link,Attachments", f"{TEXT},False,Kiln Watch,2/25/2024 9:30am,{CHECKED_AT},"),
    "claimskg.csv": csv(
        "claimReview_author_name,claimReview_claimReviewed,claimReview_datePublished,claimReview_url,creativeWork_author_name,extra_title,rating_alternateName",
        f"Kiln Watch,{TEXT},2024-02-25,{CHECKED_AT},Jonas Aru,No crack,False",
    ),
    "claims.jsonl": json.dumps(
        {"text": TEXT, "url": CHECKED_AT, "rating": "False", "publisher": "Kiln Watch", "reviewed_at": 1708819200000, "id": 7.0}
    ).encode()
    + b"\n",
    "checks.xlsx": workbook(),
}


def commands() -> list[list[str]]:
    section = DOCS.read_text(encoding="utf-8").partition("## From other tools")[2].partition("\n## ")[0]
    return [shlex.split(found)[3:] for found in re.findall(r"`(\./run claims import [^`]+)`", section)]


def test_the_page_names_every_tool_and_a_file_is_here_for_each() -> None:
    assert sorted(words[0] for words in commands()) == sorted(FILES)


@pytest.mark.parametrize("words", commands(), ids=lambda words: words[0])
def test_the_command_takes_the_tools_export(words: list[str]) -> None:
    name, options = words[0], words[1:]
    mapping = dict(pair.split("=") for option, pair in zip(options[::2], options[1::2], strict=True) if option == "--map")
    made = imports.preview(io.BytesIO(FILES[name]), imports.form_of(name), mapping)
    assert made.rows == 1 and made.rejected == [] and isinstance(made.first, ImportedClaim)
    expected: dict[str, Any] = {**ROW, **({"publisher": None} if name == "check.csv" else {})}
    found = {field: getattr(made.first, field) for field in ROW}
    found["reviewed_at"] = (found["reviewed_at"] or "")[:10]
    assert found == expected
