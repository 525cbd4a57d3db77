"""Hands messages to the newsroom's mail server."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr

from claims.errors import TryLater
from claims.notice_settings import MailServer
from claims.wording import phrase

WITHIN = 20.0
"""Seconds that a server may take for each answer."""


def send_mail(server: MailServer, to: str, subject: str, body: str) -> None:
    """Send one plain-text message. Raise TryLater, saying why, if the server does not take it.

    The connection is encrypted and the server's certificate checked, unless the server is on this machine.
    """
    message = EmailMessage()
    # "=?" begins an encoded word, in which a header could hold a line end: a name or a claim has no use for one.
    message["From"], message["To"], message["Subject"] = server.sender, to, subject.replace("=?", "= ?")
    message["Date"], message["Message-ID"] = formatdate(localtime=False), make_msgid(domain=parseaddr(server.sender)[1].rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office replies
    message.set_content(body)
    try:
        with _connected(server) as smtp:
            if server.user:
                smtp.login(server.user, server.password or "")
            smtp.send_message(message)
    except smtplib.SMTPNotSupportedError:
        raise TryLater(phrase("the mail server offers no encryption or no sign-in: check CLAIMS_MAIL_SERVER.")) from None
    except smtplib.SMTPAuthenticationError:
        raise TryLater(phrase("the mail server does not accept the user name and password in CLAIMS_MAIL_SERVER.")) from None
    except smtplib.SMTPRecipientsRefused:
        raise TryLater(phrase("the mail server does not accept the address: check it.")) from None
    except smtplib.SMTPResponseException as error:
        raise TryLater(phrase("the mail server answered with {code}.", code=error.smtp_code)) from None
    except (OSError, smtplib.SMTPException) as error:
        raise TryLater(phrase("the mail server could not be reached ({cause}).", cause=type(error).__name__)) from None


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.begins_with_tls:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=WITHIN, context=context)
    smtp = smtplib.SMTP(server.host, server.port, timeout=WITHIN)
    try:
        if not server.is_local:
            smtp.starttls(context=context)
    except BaseException:
        smtp.close()
        raise
    return smtp
