"""Making a login of one's own. Whoever asks learns nothing about the addresses of others."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from society.errors import LockedOut
from society.identity.limits import SIGN_UPS, take
from streams.models import Role, User


def sign_up(email: str, password: str, *, from_address: str, language: str = "") -> User | None:
    """Make a member's login; None where the address has one already, which stays as it is.

    from_address: where this is asked from, and counted.
    ValidationError for a password that is too easy, which is not counted; LockedOut where logins were made too often.
    Both outcomes cost a hash, so that they take as long.
    """
    address = User.objects.normalize_email(email).lower()
    validate_password(password, User(email=address))
    wait_s = take(SIGN_UPS, from_address)
    if wait_s is not None:
        raise LockedOut(wait_s)
    if User.objects.filter(email=address).exists():
        make_password(password)
        return None
    try:
        with transaction.atomic():
            return User.objects.create_user(address, password, role=Role.MEMBER, language=language)
    except IntegrityError:  # somebody signed up with the address in this very moment
        return None
