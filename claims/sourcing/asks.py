"""What each sourcing rule asks, as the settings page and the report show it.

The rules ask what newsrooms publicly ask of themselves; each names where:

- Reuters: Reuters Handbook of Journalism, "Accuracy" and "The Essentials of Reuters sourcing", handbook.reuters.com
- BBC: BBC Editorial Guidelines, section 3 "Accuracy", "Gathering material", bbc.co.uk/editorialguidelines
- IFCN: Code of Principles of the International Fact-Checking Network, ifcncodeofprinciples.poynter.org

Where none is named, the rule is this product's own. These texts are not docstrings, because `python -OO` would remove them.
"""

from claims.model import ProblemKind

ASKS = {
    ProblemKind.UNSOURCED: "No source supports or contradicts the claim. Reuters: source every statement that is not common knowledge.",
    ProblemKind.SINGLE_SOURCE: "One source, which is not the document or data set itself. BBC: be reluctant to rely on a single source.",
    ProblemKind.NOT_INDEPENDENT: "Several sources, but copies of one origin make them fewer than are wanted. BBC: have an agency's report substantiated.",
    ProblemKind.SECONDARY_ONLY: "Independent sources, all secondary, and fewer than it takes then. BBC: go to first-hand sources where possible.",
    ProblemKind.CONTRADICTED: "A source says otherwise, and no approved verdict has dealt with it. Reuters: talk to all sides, weigh what conflicts.",
    ProblemKind.CONTRADICTED_BUT_TRUE: "A source says otherwise, and the claim is rated true. BBC: check and verify; where that fails, say so and attribute.",
    ProblemKind.STALE: "Since the verdict was written, evidence came up against it, a source changed, or the claim came back. IFCN: correct openly.",
    ProblemKind.QUOTE_MOVED: "A quoted passage is no longer on the page it was taken from. IFCN: readers must be able to retrace the work.",
    ProblemKind.UNARCHIVED: "A source of which neither the bytes nor an archived copy are kept. IFCN: readers must be able to retrace the work.",
    ProblemKind.NO_LOCATOR: "Evidence without page, minute or paragraph. IFCN: give sources in enough detail that readers can replicate the work.",
    ProblemKind.SELF_APPROVED: "The verdict was approved by who wrote it, or a draft of it.",
    ProblemKind.REPEATS_FALSE_CLAIM: "The same claim was rated false, by us or by another publisher.",
}
