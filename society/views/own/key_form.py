"""What a new key is to be."""

from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from society.identity.api_keys import SCOPES_OF
from society.models import Scope
from society.models.api_keys import NAME_MAX
from streams.models import User

_LASTS: Final[tuple[tuple[str, Promise], ...]] = (
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("365", _("a year")),
    ("", _("until it is revoked")),
)


class KeyForm(forms.Form):
    """Name, scopes and time of a key."""

    name = forms.CharField(label=_("What it is for"), max_length=NAME_MAX)
    scopes = forms.MultipleChoiceField(
        label=_("It may"), choices=Scope.choices, initial=[Scope.READ], widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(
        label=_("It lasts"), choices=_LASTS, required=False, initial="90", coerce=int, empty_value=None
    )

    def __init__(self, user: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "key_%s", **options})
        offered = self.fields["scopes"]
        assert isinstance(offered, forms.MultipleChoiceField)
        offered.choices = [(scope.value, scope.label) for scope in SCOPES_OF[user.role]]
