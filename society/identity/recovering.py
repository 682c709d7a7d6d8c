"""New passwords: chosen by who knows the old one, or by who reads the login's mail.

The link in the mail is signed and names the login; it is of no use after an hour, after a sign-in and after the password
was changed, so nothing about it is stored. Whatever was begun with the old password ends with it.
"""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.template.loader import render_to_string
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import get_language, gettext, override

from society.identity.audit import note
from society.identity.leaving import sign_out_everywhere
from society.identity.limits import RESETS, take
from society.identity.mail import send
from society.identity.passwords import unlock
from society.models import EndReason
from streams.models import User


def change_password(user: User, password: str) -> bool:
    """Give a login another password and end its sessions and sign-ins; False if somebody was quicker.

    ValidationError for a password that is too easy. Compare and set on the old password: a link that is used twice at
    once changes it once.
    """
    validate_password(password, user)
    before, user.password = user.password, make_password(password)
    if not User.objects.filter(pk=user.pk, password=before).update(password=user.password):
        return False
    note(user, "password changed")
    sign_out_everywhere(user, EndReason.PASSWORD)
    unlock(user)
    return True


def send_reset(email: str, *, address_of: str) -> None:
    """Mail a link that sets a new password, if there is an open login with this address, and not too often.

    address_of: the address of the page, with `TOKEN` where the link's own part belongs.
    """
    user = User.objects.filter(email=User.objects.normalize_email(email.strip()).lower(), is_active=True).first()
    if user is None or take(RESETS, f"login {user.pk}") is not None:
        return
    link = address_of.replace("TOKEN", reset_token(user))
    with override(user.language or get_language()):
        text = render_to_string("society/mail/reset.txt", {"link": link, "email": user.email})
        send(to=user.email, subject=gettext("A new password for AI Society"), text=text)


def reset_token(user: User) -> str:
    """Make what a link needs to set a login's password."""
    return f"{urlsafe_base64_encode(str(user.pk).encode())}.{default_token_generator.make_token(user)}"


def person_of_reset(token: str) -> User | None:
    """Find whose password a link may set; None for one that is wrong, too old or used."""
    name, _dot, proof = token.partition(".")
    try:
        number = int(urlsafe_base64_decode(name))
    except ValueError:
        return None
    user = User.objects.filter(pk=number, is_active=True).first() if 0 < number < 2**63 else None
    return user if user is not None and default_token_generator.check_token(user, proof) else None
