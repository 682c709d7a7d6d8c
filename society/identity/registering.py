"""Making a login of one's own. Whoever asks learns nothing about the addresses of others."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from streams.models import Role, User


def sign_up(email: str, password: str, *, language: str = "") -> User | None:
    """Make a member's login; None where the address has one already, which stays as it is.

    ValidationError for a password that is too easy. Both outcomes cost a hash, so that they take as long.
    """
    address = User.objects.normalize_email(email).lower()
    validate_password(password, User(email=address))
    if User.objects.filter(email=address).exists():
        make_password(password)
        return None
    try:
        with transaction.atomic():
            return User.objects.create_user(address, password, role=Role.MEMBER, language=language)
    except IntegrityError:  # somebody signed up with the address in this very moment
        return None
