"""Orders to residents in plain words: what is meant, among the places and the people that she could mean."""

from typing import Final

from streams.models import Account, AccountKind
from world.actions.wording import understand
from world.commands import DirectBody
from world.models import Place, ResidentState
from world.selectors.districts import district_of, district_of_resident, residents_near
from world.selectors.moments import Moment

_SEEN_MAX: Final = 500
"""People at one place whose names are looked for."""


def order_of_words(moment: Moment, resident: int, text: str) -> DirectBody | None:
    """Make an order of words to somebody who lives in town; None if they cannot be understood. Five queries at most.

    Places are those of her district, people those who are where she is.
    """
    district = district_of(moment, district_of_resident(moment, resident))
    rows = Place.objects.filter(pk__in=moment.keys(district.places), gone_at=0)
    places: dict[str, int] = {}
    for place in rows.order_by("-pk"):
        places |= {place.name: place.number, place.name_zh: place.number}
    meant = understand(text, places=places, people=_people_beside(moment, resident))
    if meant is None:
        return None
    return DirectBody(
        resident=resident,
        action=meant.action.name.lower(),
        place=meant.place,
        other=meant.other,
        text=text,
        far=True,
    )


def _people_beside(moment: Moment, resident: int) -> dict[str, int]:
    """Name who is where she is, by whole name, and by first name where only one has it."""
    states = ResidentState.objects.of(moment.run.pk)
    here = states.values_list("place", flat=True).get(pk=moment.key(resident))
    near = residents_near(moment, [here])
    if near is not None:  # the table has no index but its key: nobody else can be there
        states = states.filter(pk__gte=moment.key(near.start), pk__lt=moment.key(0) + near.stop)
    beside = states.filter(place=here).exclude(pk=moment.key(resident)).order_by("pk")
    keys = list(beside.values_list("pk", flat=True)[:_SEEN_MAX])
    named = Account.objects.filter(pk__in=keys, kind=AccountKind.AGENT).order_by("-pk")
    people = {account.display_name: account.number for account in named}
    first: dict[str, list[int]] = {}
    for name, number in people.items():
        first.setdefault(name.split()[0], []).append(number)
    return {name: numbers[0] for name, numbers in first.items() if len(numbers) == 1} | people
