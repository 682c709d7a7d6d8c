"""Who is signed in by which client, and by which keys tokens are signed: looked at, and a sign-in ended."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from society.identity import tokens
from society.models import ClientSignIn, EndReason, SigningKey
from streams.admin import ReadOnlyAdmin
from streams.models import Role, User

# a sign-in says all that an operator needs of single tokens
for model in tokens.NOTES:
    admin.site.unregister(model)


@admin.register(SigningKey)
class SigningKeyAdmin(ReadOnlyAdmin):
    """Keys that sign tokens; their secrets are not shown."""

    list_display = ("kid", "created_wall", "until_wall_ms")
    exclude = ("sealed_secret",)
    why_read_only = _("Keys are changed by the command rotate_signing_keys.")


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
        return isinstance(request.user, User) and request.user.is_operator and request.user.role == Role.ADMIN

    @admin.action(description=_("Sign out"), permissions=["admin"])
    def end_sign_ins(self, request: HttpRequest, sign_ins: QuerySet[ClientSignIn]) -> None:
        """End the chosen sign-ins: their tokens are refused from now on."""
        count = 0
        for sign_in in sign_ins:
            tokens.end(sign_in.pk, EndReason.SIGNED_OUT)
            self.log_change(request, sign_in, "signed out")
            count += 1
        said = ngettext("%(count)d client was signed out.", "%(count)d clients were signed out.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)
