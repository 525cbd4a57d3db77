"""Recognises verbs in English news prose without a dictionary: common ones by a list, regular past forms by their ending."""

import re

VERB_FORM = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|did|owns|costs?|says|said|makes|made|takes|took|gives"
    r"|gave|leaves|left|comes|came|goes|went|became|rose|fell|grew|wins|won|loses|lost"
    r"|pays|paid|sells|sold|builds|built|spends|spent|begins|began|holds|held|leads|led|met|put|cut|hit|set|bought|broke|sank|drew"
    r"|ran|runs|kept|sent|shut|stood|beat|brought|burst|caught|chose|dealt|drove|fed|felt|flew|fled|forgot|fought|found|froze|got"
    r"|heard|hurt|knew|laid|lent|meant|overcame|quit|sang|saw|shook|shot|shrank|slept|sought|spoke|spread|stole|struck|swam|swept"
    r"|swore|employs|operates|receives|produces|provides|includes|contains|consists|remains|becomes|owes|earns|belongs|requires|allows"
    r"|taught|thought|threw|told|tore|withdrew|woke|wore|wrote|[a-z]{2,}ed)"
)
VERB = re.compile(rf"\b{VERB_FORM}\b")
