"""Keys for programs on the account's page: made, shown once, revoked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from society.errors import TooManyKeys
from society.identity.api_keys import issue_key, keys_of, revoke_key
from society.models import Scope
from society.views.own.key_form import KeyForm
from society.views.own.page import own, person, shown


@own("POST")
def make_key(request: HttpRequest) -> HttpResponse:
    """Make a key and show it, this once: it is in this answer and nowhere else."""
    user = person(request)
    form = KeyForm(user, request.POST)
    if not form.is_valid():
        return shown(request, key_form=form, status=400)
    asked = form.cleaned_data
    try:
        scopes = [Scope(scope) for scope in asked["scopes"]]
        new = issue_key(user, name=asked["name"], scopes=scopes, days=asked["days"])
    except TooManyKeys:
        form.add_error(None, _("You have as many keys as a login may have. Revoke one first."))
        return shown(request, key_form=form, status=400)
    return shown(request, new_key=new, status=201)


@own("POST")
def revoke(request: HttpRequest, key_id: int) -> HttpResponse:
    """Have one of her keys open nothing any more."""
    key = get_object_or_404(keys_of(person(request)), pk=key_id)
    revoke_key(key)
    messages.success(request, _("The key %(name)s opens nothing any more.") % {"name": key.name})
    return redirect("own_account")
