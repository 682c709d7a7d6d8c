"""Who is signed in by which client, and by which keys tokens are signed: looked at, and a sign-in ended."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from rest_framework_simplejwt.token_blacklist import admin as _registered  # noqa: F401  # what is taken away below is there by now

from society.identity import tokens
from society.identity.api_keys import revoke_key
from society.identity.audit import note
from society.identity.leaving import sign_out_everywhere
from society.identity.passwords import FAILURES
from society.identity.second_factor import remove
from society.models import ApiKey, ClientSignIn, EndReason, RecoveryCode, SecondFactor, SigningKey, SocketTicket
from streams.admin import ReadOnlyAdmin
from streams.models import Role, User

# a sign-in says all that an operator needs of single tokens
for model in tokens.NOTES:
    admin.site.unregister(model)


def is_admin(request: HttpRequest) -> bool:
    """Whether whoever asks may decide over logins."""
    return isinstance(request.user, User) and request.user.is_operator and request.user.role == Role.ADMIN


@admin.register(SigningKey)
class SigningKeyAdmin(ReadOnlyAdmin):
    """Keys that sign tokens; their secrets are not shown."""

    list_display = ("kid", "created_wall", "until_wall_ms")
    exclude = ("sealed_secret",)
    why_read_only = _("Keys are changed by the command rotate_signing_keys.")


@admin.register(SecondFactor)
class SecondFactorAdmin(ReadOnlyAdmin):
    """Who is asked for a code; seeds are not shown."""

    list_display = ("user", "confirmed_wall", "tries", "tries_since_wall_ms")
    list_select_related = ("user",)
    search_fields = ("user__email",)
    search_help_text = _("E-mail address")
    exclude = ("sealed_seed", "last_step")
    why_read_only = _(
        "A second factor is set up by its person; the action in the list takes away one whose device is lost."
    )
    actions: Any = ("reset",)

    def has_admin_permission(self, request: HttpRequest) -> bool:
        """Let administrators decide over logins."""
        return is_admin(request)

    @admin.action(description=_("Reset"), permissions=["admin"])
    def reset(self, request: HttpRequest, factors: QuerySet[SecondFactor]) -> None:
        """Ask the chosen logins for no code any more, and sign them out everywhere."""
        users = [factor.user for factor in factors.select_related("user")]
        for user in users:
            remove(user)
            sign_out_everywhere(user)
        said = ngettext("%(count)d second factor was reset.", "%(count)d second factors were reset.", len(users))
        self.message_user(request, said % {"count": len(users)}, messages.SUCCESS)


@admin.register(RecoveryCode)
class RecoveryCodeAdmin(ReadOnlyAdmin):
    """Recovery codes that were used, or are still to be; their hashes are not shown."""

    list_display = ("factor", "used_wall")
    list_select_related = ("factor__user",)
    exclude = ("code_hash",)


@admin.register(SocketTicket)
class SocketTicketAdmin(ReadOnlyAdmin):
    """Tickets that opened a socket, or were to; the secret's hash is not shown."""

    list_display = ("user", "expires_wall_ms", "used_wall_ms")
    list_select_related = ("user",)
    exclude = ("secret_hash",)


@admin.register(ApiKey)
class ApiKeyAdmin(ReadOnlyAdmin):
    """Keys of programs; what they open by is kept nowhere."""

    list_display = ("name", "user", "prefix", "scopes", "created_wall", "expires_wall", "used_wall", "revoked_wall")
    list_select_related = ("user",)
    search_fields = ("user__email", "prefix")
    search_help_text = _("E-mail address, or how a key begins")
    exclude = ("secret_hash",)
    why_read_only = _("A key is made by its owner, and revoked by the action in the list; it is not rewritten.")
    actions: Any = ("revoke",)

    def has_admin_permission(self, request: HttpRequest) -> bool:
        """Let administrators decide over logins."""
        return is_admin(request)

    @admin.action(description=_("Revoke"), permissions=["admin"])
    def revoke(self, request: HttpRequest, keys: QuerySet[ApiKey]) -> None:
        """Have the chosen keys open nothing any more."""
        count = 0
        for key in keys:
            revoke_key(key)
            count += 1
        said = ngettext("%(count)d key was revoked.", "%(count)d keys were revoked.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)


@admin.register(FAILURES)
class FailuresAdmin(ReadOnlyAdmin):
    """Wrong passwords by account and address, and the locks that follow from them."""

    list_display = ("username", "ip_address", "failures_since_start", "attempt_time", "user_agent")
    search_fields = ("username",)
    search_help_text = _("E-mail address")
    exclude = ("get_data", "post_data", "http_accept")
    why_read_only = _("Rows go by themselves; the action in the list lets somebody try again at once.")
    actions: Any = ("unlock",)

    def has_admin_permission(self, request: HttpRequest) -> bool:
        """Let administrators decide over logins."""
        return is_admin(request)

    @admin.action(description=_("Unlock"), permissions=["admin"])
    def unlock(self, request: HttpRequest, failures: QuerySet[Any]) -> None:
        """Forget the chosen failures."""
        for failure in failures:
            note(failure, f"unlocked {failure.username} from {failure.ip_address}")
        count, _by_model = failures.delete()
        said = ngettext("%(count)d row was forgotten.", "%(count)d rows were forgotten.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)


@admin.register(ClientSignIn)
class ClientSignInAdmin(ReadOnlyAdmin):
    """Clients that signed in for tokens."""

    list_display = ("user", "client", "created_wall", "renewed_wall", "expires_wall", "ended_wall", "end_reason")
    list_select_related = ("user",)
    list_filter = ("end_reason",)
    search_fields = ("user__email",)
    search_help_text = _("E-mail address")
    ordering = ("-created_wall",)
    why_read_only = _("A sign-in is ended by the action in the list; it is not rewritten.")
    actions: Any = ("end_sign_ins",)

    def has_admin_permission(self, request: HttpRequest) -> bool:
        """Let administrators decide over logins."""
        return is_admin(request)

    @admin.action(description=_("Sign out"), permissions=["admin"])
    def end_sign_ins(self, request: HttpRequest, sign_ins: QuerySet[ClientSignIn]) -> None:
        """End the chosen sign-ins: their tokens are refused from now on."""
        count = 0
        for sign_in in sign_ins:
            tokens.end(sign_in.pk, EndReason.SIGNED_OUT)
            note(sign_in, "signed out")
            count += 1
        said = ngettext("%(count)d client was signed out.", "%(count)d clients were signed out.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)
