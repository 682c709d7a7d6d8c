"""Addresses of logins, without trailing slashes."""

from django.urls import URLPattern, path

from society.api.auth import keys, logins, passwords, scheme, tokens

assert scheme, "imported for drf-spectacular, which then knows the header of clients"

urlpatterns: list[URLPattern] = [
    path("auth/register", logins.RegisterView.as_view(), name="auth_register"),
    path("auth/login", tokens.LoginView.as_view(), name="auth_login"),
    path("auth/refresh", tokens.RefreshView.as_view(), name="auth_refresh"),
    path("auth/logout", tokens.LogoutView.as_view(), name="auth_logout"),
    path("auth/password/change", passwords.ChangePasswordView.as_view(), name="auth_password_change"),
    path("auth/password/reset", passwords.ResetView.as_view(), name="auth_password_reset"),
    path("auth/password/reset/confirm", passwords.ResetConfirmView.as_view(), name="auth_password_reset_confirm"),
    path("auth/keys", keys.KeysView.as_view(), name="auth_keys"),
    path("auth/keys/<int:key_id>", keys.KeyView.as_view(), name="auth_key"),
    path("auth/ws-ticket", tokens.TicketView.as_view(), name="auth_ws_ticket"),
    path("auth/me", logins.MeView.as_view(), name="auth_me"),
]
