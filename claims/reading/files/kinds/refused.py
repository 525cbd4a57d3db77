"""Formats that are not read, with what to do instead."""

from claims.reading.files import file_signs as _S
from claims.reading.files.format import Format

_TYPE_IN = "type its words into a text file, or run text recognition (OCR) on it and add what comes out"
_TRANSCRIBE = "add its transcript or subtitles (.srt, .vtt, or Whisper's .json)"
_SAVE_AS_WORD = "save it as .docx or .pdf and add that"
_TABLE = "save the table as .csv and bring its claims in with `claims import FILE`; of an article, paste the text"
_UNPACK = "unpack it and add the article in it"
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OASIS = "application/vnd.oasis.opendocument."

FORMATS = (
    Format("a presentation (PowerPoint)", (".pptx", ".ppsx"), (f"{_OPEN_XML}presentationml.presentation",), _S.has_part("ppt/"), instead="save it as PDF and add that"),
    Format("a presentation (ODP)", (".odp",), (f"{_OASIS}presentation",), _S.is_open_document("presentation"), instead="save it as PDF and add that"),
    Format("an e-book (EPUB)", (".epub",), ("application/epub+zip",), _S.is_epub, instead="copy the pages that matter into a text file and add that"),
    Format("an Apple file (Pages, Numbers or Keynote)", (".pages", ".numbers", ".key"), (), _S.is_apple_work, instead="export it as Word or PDF and add that"),
    Format("a file for a password (Word, Excel or PowerPoint)", (), (), _S.holds_stream("EncryptedPackage"), instead="save it without a password and add it again"),
    Format("an old Word file (.doc)", (".doc", ".dot"), ("application/msword",), _S.holds_stream("WordDocument"), instead=_SAVE_AS_WORD),
    Format("an old workbook (.xls)", (".xls",), ("application/vnd.ms-excel",), _S.holds_stream("Workbook"), instead=_TABLE),
    Format("an old presentation (.ppt)", (".ppt", ".pps"), ("application/vnd.ms-powerpoint",), _S.holds_stream("PowerPoint Document"), instead="save it as PDF and add that"),
    Format("a mail as Outlook keeps it (.msg)", (".msg",), ("application/vnd.ms-outlook",), _S.holds_stream("__substg1.0_"), instead="save it as .eml, or paste its text"),
    Format("an old Office file (.doc, .xls or .ppt)", (), (), _S.begins(b"\xd0\xcf\x11\xe0"), instead=_SAVE_AS_WORD),
    Format("a picture", (".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp", ".psd"), ("image/*",), _S.is_picture, instead=_TYPE_IN),
    Format("a sound recording", (".mp3", ".m4a", ".wav", ".ogg", ".oga", ".opus", ".flac", ".aac", ".wma", ".amr"), ("audio/*",), _S.is_sound, instead=_TRANSCRIBE),
    Format("a video", (".mp4", ".mov", ".m4v", ".webm", ".mkv", ".avi", ".mpg", ".mpeg", ".wmv", ".3gp"), ("video/*",), _S.is_video, instead=_TRANSCRIBE),
    Format("a web archive of Safari", (".webarchive",), (), _S.begins(b"bplist00"), instead="save the page as a page source or PDF and add that"),
    Format("a database", (".sqlite", ".sqlite3", ".db"), (), _S.begins(b"SQLite format 3"), instead="export its claims as CSV and bring them in with `claims import FILE`"),
    Format("a packed file", (".zip", ".gz", ".tgz", ".7z", ".rar", ".bz2", ".xz", ".tar"), ("application/zip", "application/gzip"), _S.is_packed, instead=_UNPACK),
    Format("a program", (".exe", ".dll"), (), _S.is_program, instead="add the article itself"),
    Format("a mailbox of many mails (MBOX)", (".mbox",), ("application/mbox",), _S.is_mailbox, instead="save the mail that matters as .eml and add that"),
    Format("subtitles (ASS)", (".ass", ".ssa"), (), _S.matches(r"\[Script Info\]"), instead="save them as .srt and add that", is_text=True),
    Format("a picture (SVG)", (".svg",), ("image/svg+xml",), _S.is_drawing, instead=_TYPE_IN, is_text=True, rank=5, has_words=False),
    Format("a feed (RSS or Atom)", (".rss", ".atom"), ("application/rss+xml", "application/atom+xml", "application/rdf+xml"), _S.has_root("rss", "feed", "RDF"), instead="follow it with `claims watch add URL`, or add the page of the article", is_text=True),
    Format("an agency's XML (NITF or NewsML)", (), (), _S.has_root("nitf", "NewsML", "newsItem", "newsMessage", "packageItem"), instead="export the article as text, HTML or Word from the agency's programme and add that", is_text=True),
    Format("subtitles as XML (TTML)", (".ttml", ".dfxp"), ("application/ttml+xml",), _S.has_root("tt", "transcript", "timedtext"), instead="save them as .srt or .vtt and add that", is_text=True),
    Format("XML", (".xml",), ("text/xml", "application/xml"), _S.is_xml, instead="paste the article's text, or add its web page", is_text=True),
    Format("JSON", (".json", ".jsonl", ".ndjson", ".geojson", ".ipynb"), ("application/json", "application/ld+json", "application/x-ndjson"), _S.is_json, instead="bring claims in with `claims import FILE`; of an article, paste the text", is_text=True),
    Format("a TeX file", (".tex", ".ltx"), ("application/x-tex", "text/x-tex"), _S.is_tex, instead="make a PDF of it and add that", is_text=True),
    Format("a list of references (BibTeX)", (".bib",), (), _S.matches(r"@[A-Za-z]{3,20}\{[^\s,{}]{1,200},"), instead="add the article itself", is_text=True),
    Format("a calendar (iCalendar)", (".ics",), ("text/calendar",), _S.matches("BEGIN:VCALENDAR"), instead="paste the text of the entry that matters", is_text=True),
    Format("an address card (vCard)", (".vcf",), ("text/vcard",), _S.matches("BEGIN:VCARD"), instead="paste the text that matters", is_text=True),
    Format("PostScript", (".ps", ".eps"), ("application/postscript",), _S.matches("%!PS"), instead="make a PDF of it and add that", is_text=True),
    Format("a programme's settings (YAML or TOML)", (".yaml", ".yml", ".toml", ".ini"), (), instead="paste the article's text", is_text=True),
)  # fmt: skip
