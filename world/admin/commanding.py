"""What operators do with a town from the lists of the admin: residents, places, measures and runs each have their commands."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.contrib import admin
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from streams.admin.commanding import Action, CommandingAdmin, Sentences, command_action
from streams.admin.runs import RunAdmin
from streams.models import Run
from streams.writer.part import CommandKind
from world.building import CREATE_PLACE, DELETE_PLACE, EDIT_PLACE, MOVE_PLACE
from world.building.refusals import SENTENCES as OF_PLACES
from world.commands import BALANCE, BUY, DIRECT, GIVE, LEND, REPAY, TAKE_PHOTO, TRADE, TREAT, USE
from world.control import BROADCAST, END_MEASURE, SET_RULE, SET_WEATHER, START_EVENT
from world.control.refusals import SENTENCES as OF_MEASURES
from world.orders.refusals import SENTENCES as OF_ORDERS
from world.people import ADD_AGENT, EDIT_AGENT, REMOVE_AGENT
from world.people.refusals import SENTENCES as OF_PEOPLE

FIELD_TITLES: Final[Mapping[str, Promise]] = {
    "resident": _("resident"),
    "action": _("action"),
    "place": _("place (its number)"),
    "other": _("other resident (her number)"),
    "text": _("text"),
    "far": _("also far away"),
    "reason": _("reason"),
    "name": _("name"),
    "name_zh": _("Chinese name"),
    "age": _("age"),
    "gender": _("gender"),
    "occupation": _("occupation"),
    "openness": _("openness"),
    "conscientiousness": _("conscientiousness"),
    "extraversion": _("extraversion"),
    "agreeableness": _("agreeableness"),
    "neuroticism": _("neuroticism"),
    "home": _("home (its number)"),
    "workplace": _("workplace (its number)"),
    "money": _("money, cents"),
    "traits": _("traits"),
    "speaking_style": _("speaking style"),
    "life_goal": _("life goal"),
    "goals": _("goals"),
    "backstory": _("backstory"),
    "daily_routine": _("daily routine"),
    "item": _("thing (its number)"),
    "for_item": _("for the thing (its number)"),
    "cents": _("cents"),
    "thing": _("what"),
    "type": _("type"),
    "x": _("x, m"),
    "y": _("y, m"),
    "width": _("width, m"),
    "height": _("height, m"),
    "zone": _("zone"),
    "capacity": _("room for people"),
    "functions": _("what can be done there"),
    "open": _("opening hours"),
    "prices": _("prices"),
    "jobs": _("jobs"),
    "rule": _("rule"),
    "event": _("event"),
    "hours": _("hours"),
    "district": _("district (0 = the whole town)"),
    "from_s": _("from, s after midnight"),
    "until_s": _("until, s after midnight"),
    "prices_percent": _("prices rise by, percent"),
    "wages_percent": _("wages paid, percent"),
    "shifts_off": _("no shifts"),
    "harm": _("harm to health, hundredths"),
    "priority": _("priority"),
    "remember": _("people remember it"),
    "sky": _("sky"),
    "temperature_c10": _("temperature, tenths of a degree"),
    "is_on": _("people come and go"),
    "number": _("number"),
}


def _actions(sentences: Sentences, *kinds: tuple[CommandKind, Promise]) -> tuple[Action, ...]:
    return tuple(command_action(kind, title, sentences) for kind, title in kinds)


RESIDENT_ACTIONS: Final = (
    *_actions(OF_ORDERS, (DIRECT, _("Order ..."))),
    *_actions(OF_PEOPLE, (EDIT_AGENT, _("Change ...")), (REMOVE_AGENT, _("Send away ..."))),
    *_actions(
        OF_ORDERS,
        (GIVE, _("Have her give something ...")),
        (TRADE, _("Have her trade something ...")),
        (USE, _("Have her use something ...")),
        (BUY, _("Have her buy something ...")),
        (TAKE_PHOTO, _("Have her take a photo")),
        (LEND, _("Have her lend money ...")),
        (REPAY, _("Have her pay back ...")),
        (TREAT, _("Have her treat somebody ...")),
    ),
)
PLACE_ACTIONS: Final = _actions(
    OF_PLACES, (EDIT_PLACE, _("Change ...")), (MOVE_PLACE, _("Move ...")), (DELETE_PLACE, _("Delete ..."))
)
MEASURE_ACTIONS: Final = _actions(OF_MEASURES, (END_MEASURE, _("End it")))
TOWN_ACTIONS: Final = (
    *_actions(OF_PEOPLE, (ADD_AGENT, _("Let somebody move in ..."))),
    *_actions(OF_PLACES, (CREATE_PLACE, _("Build a place ..."))),
    *_actions(
        OF_MEASURES,
        (BROADCAST, _("Announce something ...")),
        (SET_RULE, _("Set a rule ...")),
        (START_EVENT, _("Let something happen ...")),
        (SET_WEATHER, _("Set the weather ...")),
        (BALANCE, _("Let people come and go, or stay ...")),
    ),
)


class TownCommandingAdmin(CommandingAdmin):
    """A list of the town whose rows commands are about."""

    field_titles: ClassVar[Mapping[str, Promise]] = FIELD_TITLES


admin.site.unregister(Run)


@admin.register(Run)
class TownRunAdmin(TownCommandingAdmin, RunAdmin):
    """Runs, steered, and told what is to happen in their towns."""

    actions: Any = (*RunAdmin.actions, *TOWN_ACTIONS)
