"""Titles of columns of the town's tables that have none in their models."""

from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from streams.admin import TITLES, Titles
from world.labels import ECONOMIC_STATUSES, NEEDS, SKILLS

_OPTIONS: Final = 4


def option_titles(action: str, place: str, weight: str) -> Titles:
    """Title the options that were weighed, from the best on; the names have a place for the option's number."""
    what = {action: _("action"), place: _("place"), weight: _("weight")}
    return {
        name.format(i): format_lazy("{option} {number}: {what}", option=_("option"), number=i, what=said)
        for i in range(1, _OPTIONS + 1)
        for name, said in what.items()
    }


TOWN_TITLES: Final[Titles] = {
    **TITLES,
    **NEEDS,
    **SKILLS,
    **ECONOMIC_STATUSES,
    **option_titles("option_action_{}", "option_place_{}", "option_weight_{}"),
    "account": _("account"),
    "resident": _("resident"),
    # money
    "wealth_cents": _("residents own, cents"),
    "tills_cents": _("places own, cents"),
    "gini_millionths": _("Gini coefficient, millionths"),
    "last_flow": _("last flow"),
    "category": _("category"),
    "amount_cents": _("cents"),
    "payer": _("payer"),
    "payee": _("payee"),
    "subject": _("what for"),
    "payer_balance": _("payer's cents then"),
    "payee_balance": _("payee's cents then"),
    "prev_payer": _("payer's one before"),
    "prev_payee": _("payee's one before"),
    "last_entry": _("last transfer"),
    "money": _("cents"),
    "paid_day": _("last day paid for"),
    # places and ways
    "key": _("name in the scenario"),
    "x": _("x, m"),
    "y": _("y, m"),
    "width": _("width, m"),
    "height": _("height, m"),
    "entrance_x": _("door's x, m"),
    "entrance_y": _("door's y, m"),
    "origin": _("from"),
    "destination": _("to"),
    "length_m": _("length, m"),
    "points": _("corners"),
    # people
    "shift_start_s": _("shift begins, s after midnight"),
    "shift_length_s": _("shift, s"),
    "workdays": _("workdays"),
    "bedtime_s": _("bedtime, s after midnight"),
    "sleep_length_s": _("sleep, s"),
    "since": _("since"),
    "from_place": _("came from"),
    "company": _("people around"),
    "decisions": _("decisions"),
    "pantry": _("meals in the pantry"),
    "mess_since": _("untidy since"),
    "last_meal": _("last meal"),
    "last_sleep": _("last sleep"),
    "sick_until": _("ill until"),
    "last_event": _("last event"),
    "told_action": _("ordered: action"),
    "told_place": _("ordered: place"),
}
