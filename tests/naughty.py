"""Texts that break programs: written for these tests, each for a known kind of mistake."""

SCRIPTS = [
    f"{before}{call}{after}"
    for call in ("window.__ran=1", "window['__ran']=1")
    for before, after in [
        ("<script>", "</script>"), ("</title><script>", "</script>"), ("</textarea><script>", "</script>"), ("\"><script>", "</script>"),
        ("'><script>", "</script>"), ("<img src=x onerror=", ">"), ("<img src=x onerror=\"", "\">"), ("\" onfocus=", " autofocus x=\""),
        ("' onmouseover='", "' x='"), ("<svg onload=", ">"), ("<svg><script>", "</script></svg>"), ("<body onload=", ">"),
        ("<iframe src=\"javascript:", "\"></iframe>"), ("<a href=\"javascript:", "\">press</a>"), ("javascript:", ""), ("<details open ontoggle=", ">x"),
        ("<input autofocus onfocus=", ">"), ("<style>@import 'x';</style><script>", "</script>"), ("<math><mtext><script>", "</script>"),
        ("<!--><script>", "</script>-->"), ("<object data=\"javascript:", "\">"), ("<form action=\"javascript:", "\"><button>"),
        ("<meta http-equiv=refresh content=\"0;url=javascript:", "\">"), ("<base href=\"//evil.example/\"><script>", "</script>"),
        ("<noscript><p title=\"</noscript><img src=x onerror=", ">\">"), ("<video><source onerror=", ">"), ("<template><script>", "</script></template>"),
        ("`${", "}`"), ("{{", "}}"), ("\\u003cscript\\u003e", "\\u003c/script\\u003e"),
    ]
]  # fmt: skip
"""60 of them. Each sets window.__ran when it runs."""

STRINGS = [
    "' OR '1'='1", "'; DROP TABLE claim; --", "\" UNION SELECT password_hash FROM person --", "1; SELECT 1", "\\'; --", "%27%20OR%201=1",
    "{{ 7 * 7 }}", "{% for x in config %}{{ x }}{% endfor %}", "{{ ''.__class__.__mro__ }}", "${7*7}", "#{7*7}", "<%= 7 * 7 %>", "%s %d %n", "{0}{x}",
    "../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd%00.txt", "file:///etc/passwd", "C:\\con\\con", "~root",
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "=HYPERLINK(\"http://evil.example\",\"x\")",
    "undefined", "null", "None", "NaN", "Infinity", "true", "0", "-0", "1e999", "0x10", "１２３", "²", "½",
    "Ω≈ç√∫˜µ≤≥÷", "田中さんにあげて下さい", "הָיְתָה", "الكل في المجمو عة", "ﷺ", "👩‍👩‍👧‍👦 🇵🇹", "e\u0301 é", "ß ẞ ﬁ", "İi ıI", "\u202eabc", "a\u200bb", "\ufeffa",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗", "\U00010330\U000e0041", "<b>bold</b> & &amp; &lt;", "]]>", "<![CDATA[x]]>", "<!DOCTYPE x>", "\"quoted\"", "'single'", "`tick`",
    "a,b;c|d", "line 1\nline 2", "tab\there", "  spaces  inside  ", "back\\slash", "NEAR(a b)", "a AND OR NOT b", "*", "\"", "(", "^a", "-a", "col:val", "a" * 900,
]  # fmt: skip
"""About 75 that must come back as they went in."""
