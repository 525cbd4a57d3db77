"""Recognises what is around an article on a page but not part of it: share buttons, sign-up boxes, photo credits."""

import re

_LONGEST = 320  # such lines are short; a longer paragraph is text

_WHOLE = re.compile(
    r"""(?:
    (?:(?:print|e-?mail|send|bookmark|save)\ this\ (?:story|article|page)[\ |]*)+(?:to\ a\ friend)?|share|tweet|e-?mail|print|pin\ it|copy\ link|save|like|comments?|reply|whatsapp|facebook|twitter|x|linkedin|telegram|reddit
    |pinterest|copied!?
    |share\ (?:this|on|via|with)\b.{0,60}|(?:like|follow)\ (?:this|us)\b.{0,80}
    |exit\ mobile\ version|skip\ to\ (?:main\ )?content|back\ to\ top|scroll\ to\ (?:top|continue).{0,40}|view\ (?:all\ )?comments?
    |leave\ a\ (?:comment|reply).{0,30}
    |(?:continue\ )?reading(?:\ below)?|continue\ reading.{0,60}|read\ more|see\ more|load\ more|show\ more|view\ more|more|next
    |previous|menu|search|close|home
    |story\ continues\ below.{0,40}|article\ continues\ (?:below|after).{0,40}|keep\ reading.{0,40}
    |ad|ads|advert|advertisement|advertisements|advertising|sponsored|sponsored\ content|promoted|remove\ ads?|report\ this\ ad
    |subscribe|subscribe\ now|sign\ (?:in|up)|log\ ?(?:in|out)|register|donate|join(?:\ (?:us|now))?
    |related(?:\ (?:articles?|stories|posts?|news|content|topics))?|recommended(?:\ for\ you)?|most\ (?:read|popular|viewed)
    |trending(?:\ now)?|latest(?:\ news)?|top\ stories|you\ (?:may|might)\ (?:also\ )?like.{0,20}|more\ (?:from|in|on|stories)\b.{0,60}
    |tags?:?|topics?:?|filed\ under:?|categories:?|photo|photos|video|gallery|image|images|file\ photo|loading|play|watch|listen
    |written\ by|posted\ on|posted\ in|posted\ by|published|updated|about\ the\ author
    |accept(?:\ all)?(?:\ cookies)?|reject\ all|manage\ (?:cookies|preferences|consent).{0,30}|cookie\ (?:policy|settings|notice
    |preferences)|privacy\ (?:policy|notice)|terms\ (?:of\ (?:use|service)|and\ conditions)
    |(?:views|shares|comments|likes):\ [0-9.,]{1,9}k?
    |[0-9]{1,6}\ (?:shares?|comments?|views?|likes?|min(?:ute)?s?\ read)
    |(?:weiterlesen|mehr\ (?:lesen|dazu|zum\ thema)|lesen\ sie\ (?:auch|mehr)|lire\ (?:la\ suite|aussi|plus)|à\ (?:découvrir|lire\ aussi)|leer\ más|seguir\ leyendo|lea\ también
    |leia\ (?:mais|também)|leggi\ (?:anche|tutto)|lees\ (?:meer|ook|verder))(?:\ [0-9]{1,2}\ (?:minuten|minutes|minutos|minuti|min))?
    |our\ standards:?\ ?(?:the\ )?.{0,60}\bprinciples
    |[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}
    )[.!:…»›→\s]{0,6}""",
    re.IGNORECASE | re.VERBOSE,
)
_OPENING = re.compile(
    r"""(?:
    (?:also\ read|read\ (?:also|more|next|this)|see\ also|more|related|watch|listen|don['’]t\ miss|editor['’]s\ (?:note|picks?)
    |recommended|trending|up\ next|in\ pictures|in\ case\ you\ missed\ it|tags?|topics|filed\ under|follow)\ {0,2}[:|»›]
    |(?:sign\ up|subscribe|register)\b.{0,80}\b(?:newsletter|newsletters|alerts?|updates?|inbox|edition|channel|mailing\ list|unlimited
    |full\ (?:story|access)|now|today|free|app|podcast)\b
    |.{0,120}\b(?:abonnieren\ sie|abonnez-vous|inscrivez-vous|suscríbete|suscríbase|assine|iscriviti)\b.{0,80}\b(?:newsletters?|boletín|lettre)\b
    |(?:sign|log)\ in\ (?:to|or)\b|click\ (?:here|on\ the|to)\b|tap\ here\b|download\ (?:the|our)\b.{0,60}\bapps?\b
    |if\ you['’]?(?:\ a)?re\ (?:on|using|viewing|reading)\ (?:the|this|our)\b
    |for\ (?:the\ latest|more|breaking)\b.{0,80}\b(?:download|visit|follow|subscribe|sign\ up|app|apps|click)\b
    |(?:get|receive)\ (?:the|our|all|daily|breaking|more)\b.{0,80}\b(?:inbox|newsletter|alerts?|app)\b
    |(?:follow|like|find|join|connect\ with)\ (?:us|our|me|@).{0,30}\bon\b.{0,60}\b(?:facebook|twitter|x|instagram|whatsapp|telegram
    |youtube|tiktok|linkedin|bluesky|threads|mastodon)\b
    |(?:©|\(c\)\ |copyright\b\W{0,3}(?:©|\(c\)|[12][0-9]{3}|by\b))|all\ rights\ reserved|this\ (?:article|story|report|page)\ (?:was|has\ been)\ (?:amended|updated|corrected|edited)\b|(?:additional\ )?(?:reporting|editing|writing)\ by\ (?-i:[A-Z])[^.]{2,60}[.]?$
    |this\ (?:article|material
    |content)\ (?:is\ the\ copyrighted|may\ not\ be|was\ (?:first|originally)\ published|first\ appeared|originally\ appeared)
    |no\ part\ of\ this\b|reprinting\ content\b|(?:we|this\ (?:site|website|page))\ uses?\ cookies|by\ (?:clicking|using|continuing
    |subscribing|signing)\b.{0,60}\byou\ (?:agree|accept|consent)
    |(?:posted|published|updated|last\ (?:updated|modified)|first\ published|date)\ {0,2}(?::|on\ [A-Z0-9]|at\ [0-9]|[0-9])
    |(?:photo|photos|photograph|picture|pictures|image|images|video|illustration|credit|photo\ credit|image\ credit|file\ photo
    |source)\ {0,2}(?::|by\ |courtesy|via\ )
    |(?:support|help)\ (?:us|our|independent|local)\b.{0,40}\bjournalism\b|have\ a\ (?:news\ )?tip\b|got\ a\ (?:news\ )?tip\b
    |contact\ (?:the\ reporter|us\ at)\b|(?:do\ you\ )?(?:have|got)\ (?:a|any)\ (?:news\ )?(?:story|tip|question|comment)s?\b.{0,60}[?@]
    |(?:the\ )?[A-Z]?[\w’'\ ]{2,30}\ is\ (?:funded|supported)\ by\ (?:its\ |our\ )?readers\b|support\ us\ (?:from|for|with|by)\b|what\ do\ you\ think\?
    |advertise\ (?:with|here)\b|your\ (?:email|e-mail)\ address\b|required\ fields\b|enter\ your\ email\b|please\ (?:enable|disable
    |turn\ off|log\ in|sign\ in|subscribe)\b
    |posts?\ by\ this\ author|view\ all\ posts\b|the\ post\ .{3,200}\ (?:first\ )?appeared\ first\ on\b|join\ the\ conversation\b
    |comments\ (?:are\ closed|powered\ by)
    |(?:media|press|investor)\ (?:contacts?|inquiries|enquiries|relations)\ {0,2}:|forward-looking\ statements?\b|notes?\ to\ editors?\ {0,2}:?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = re.compile(
    r"[(\[]?(?:photo|picture|image|file photo|file picture)s?(?: credit)?(?: ?[:/]| by | courtesy ).{1,80}[)\]]?\.?"
    r"|.{0,200}\((?:photo|picture|image|video|file)\b[^()]{0,80}\)\.?",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\((?-i:[A-Z]{2,4})\)|source (?-i:[A-Z])[\w&.,’' -]{2,50}|[(\[]?(?:AP|AFP|Reuters|CMC|PA|DPA|EFE|ANSA|Getty Images|Shutterstock|Agencies|Staff)(?: Photo)?[)\]]?(?:/[\w ]{1,40})?",
    re.IGNORECASE,
)
# Advertisers replace Latin letters by Cyrillic or Greek look-alikes so that filters miss their words.
_DISGUISED = re.compile(r"[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]")
_LONGEST_WAY = 120
_STEP = r"[^\W\d_][\w&'’ -]{0,29}?"
_WAY = re.compile(
    rf"(?:home|front page|start|startseite|inicio|accueil|home ?page|you are here:?(?: home)?)(?: ?[>»›/|·•] ?{_STEP})+|{_STEP}(?: ?[>»›] ?{_STEP})+",
    re.IGNORECASE,
)
_MENU = re.compile(rf"{_STEP}(?: ?[|·•] ?{_STEP}){{2,}}")
_DATED = r"(?:[ ,|•–-]{1,4}(?:[A-Z][a-z]{2,8}\.? [0-9]{1,2},? [12][0-9]{3}|[0-9]{1,2} [A-Z][a-z]{2,8}\.?,? [12][0-9]{3}|[0-3]?[0-9][./][01]?[0-9][./][12][0-9]{3}|[12][0-9]{3}-[0-9-]{5})(?:[ ,|•–-]{1,4}[0-9:.]{4,5}(?: ?[ap]\.?m\.?)?)?)?"
_BYLINE = re.compile(
    rf"(?:story |article |words |report |reporting )?by:? +([A-Z][\w.'’-]*(?:[ ,]+(?:[A-Z][\w.'’-]*|de|la|van|von|and|&|[|/]))*?){_DATED}[ .]*",
    re.ASCII,
)


def is_furniture(line: str) -> bool:
    """Whether a whole paragraph or sentence belongs to the page around an article and not to the article."""
    line = line.strip(" \t\n*_#>|•·-–—▶►»›\u200b\xa0")
    if not line:
        return True
    if len(_DISGUISED.findall(line[:2000])) >= 4:
        return True
    if len(line) > _LONGEST:
        return False
    return any(rule.fullmatch(line) for rule in (_WHOLE, _CREDIT, _AGENCY)) or _OPENING.match(line) is not None or is_byline(line)


def is_way_here(line: str) -> bool:
    """Whether a line is the path to a page from the site's front page ("Home > Politics"), or a menu in one line ("News | Sport | Weather")."""
    return len(line) <= _LONGEST_WAY and (_WAY.fullmatch(line) or _MENU.fullmatch(line)) is not None


def is_byline(line: str) -> bool:
    """Whether the line is only "By Ana Reyes and Jon Marek", with or without a date."""
    return byline_in(line) is not None


def byline_in(line: str) -> str | None:
    """The names in a line that is only a byline, else None."""
    match = _BYLINE.fullmatch(line[:1].lower() + line[1:]) if len(line) <= 120 else None
    return match[1].strip(" .,:") if match else None
