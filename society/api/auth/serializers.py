"""What is sent to sign up and in, and what comes back."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from society.identity.api_keys import DAYS_MAX
from society.models import ApiKey, Scope
from society.models.api_keys import NAME_MAX
from streams.models import Role, User

_EMAIL_MAX = 254
_PASSWORD_MAX = 1_000
"""A longer one would only cost time to hash."""
_TOKEN_MAX = 4_000
LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)


class _PasswordField(serializers.CharField):
    """A password: its blanks belong to it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(trim_whitespace=False, max_length=_PASSWORD_MAX, write_only=True, **options)


class RegisterSerializer(serializers.Serializer[Any]):
    """Who wants a login."""

    email = serializers.EmailField(max_length=_EMAIL_MAX)
    password = _PasswordField()
    language = serializers.ChoiceField(choices=LANGUAGES, required=False, default="")


class RegisteredSerializer(serializers.Serializer[Any]):
    """The address, and nothing that tells whether it was known."""

    email = serializers.EmailField()


class ChangePasswordSerializer(serializers.Serializer[Any]):
    """The present password and the next."""

    current = _PasswordField()
    password = _PasswordField()


class ResetSerializer(serializers.Serializer[Any]):
    """Whose password is forgotten."""

    email = serializers.EmailField(max_length=_EMAIL_MAX)


class ResetConfirmSerializer(serializers.Serializer[Any]):
    """The last part of the address in the mail, and the next password."""

    token = serializers.CharField(max_length=_TOKEN_MAX)
    password = _PasswordField()


class ChangedSerializer(serializers.Serializer[Any]):
    """Whose password was changed."""

    email = serializers.EmailField()


class LoginSerializer(serializers.Serializer[Any]):
    """Who wants tokens."""

    email = serializers.CharField(max_length=_EMAIL_MAX)
    password = _PasswordField()
    code = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=30,
        help_text="Of the second factor, where there is one.",
    )


class RefreshSerializer(serializers.Serializer[Any]):
    """The token that renews."""

    refresh = serializers.CharField(max_length=_TOKEN_MAX)


class LogoutSerializer(serializers.Serializer[Any]):
    """What is to end: the sign-in of this token, of the one in the header, or with `everywhere` all of them."""

    refresh = serializers.CharField(max_length=_TOKEN_MAX, required=False)
    everywhere = serializers.BooleanField(required=False, default=False)


class LoggedOutSerializer(serializers.Serializer[Any]):
    """What has ended."""

    everywhere = serializers.BooleanField()


class LoginMeSerializer(serializers.ModelSerializer[User]):
    """A login, to whom it belongs."""

    role = serializers.ChoiceField(choices=Role.choices, read_only=True)
    language = serializers.ChoiceField(
        choices=LANGUAGES, allow_blank=True, required=False, help_text="Empty: as the browser asks."
    )
    created = serializers.DateTimeField(source="created_wall", read_only=True)

    class Meta:
        model = User
        fields = ("id", "email", "role", "language", "created")
        read_only_fields = ("id", "email")


class TokenPairSerializer(serializers.Serializer[Any]):
    """Tokens: `access` goes into the header of each request, `refresh` renews both, once."""

    access = serializers.CharField()
    access_s = serializers.IntegerField(help_text="Seconds until it runs out.")
    refresh = serializers.CharField()
    refresh_s = serializers.IntegerField(help_text="Seconds until it runs out, unless it is used before.")
    user = LoginMeSerializer()


class TicketSerializer(serializers.Serializer[Any]):
    """A ticket for one socket."""

    ticket = serializers.CharField(help_text="Goes into the socket's address as ?ticket=")
    ticket_s = serializers.IntegerField(help_text="Seconds until it runs out.")


class NewKeySerializer(serializers.Serializer[Any]):
    """What a key is for, what it may do and how long it lasts."""

    name = serializers.CharField(max_length=NAME_MAX)
    scopes = serializers.MultipleChoiceField(choices=Scope.choices, allow_empty=False)
    days = serializers.IntegerField(
        required=False, default=None, allow_null=True, min_value=1, max_value=DAYS_MAX, help_text="Without it for ever."
    )


class KeySerializer(serializers.ModelSerializer[ApiKey]):
    """A key, without what it opens by."""

    scopes = serializers.ListField(source="scope_list", child=serializers.ChoiceField(choices=Scope.choices))
    created = serializers.DateTimeField(source="created_wall")
    expires = serializers.DateTimeField(source="expires_wall", allow_null=True)
    used = serializers.DateTimeField(source="used_wall", allow_null=True, help_text="To a minute.")

    class Meta:
        model = ApiKey
        fields = ("id", "name", "prefix", "scopes", "created", "expires", "used")


class KeysSerializer(serializers.Serializer[Any]):
    """The keys of a login."""

    items = KeySerializer(many=True)


class IssuedKeySerializer(serializers.Serializer[Any]):
    """A new key: `key` is what a program sends, and is never shown again."""

    key = serializers.CharField()
    object = KeySerializer()
