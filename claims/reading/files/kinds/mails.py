"""Mails."""

from claims.reading.files.file_signs import Incoming, is_mail
from claims.reading.files.format import Format, Reading
from claims.wording import phrase


def read(incoming: Incoming) -> Reading:
    from claims.reading.files import mail

    return Reading(*mail.read(incoming.content))


FORMATS = (Format("a mail", (".eml",), ("message/rfc822",), is_mail, read, phrase("mail (.eml)"), rank=60),)
