"""The people of a town as a whole: how they are, what is missing, who is alone, who came and who left."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agents.selectors.isolation import isolates_of
from agents.selectors.profiles import profile_of
from society.views.districts import district_choice
from society.views.frame import Frame, frame_of
from society.views.open import readable
from society.views.words import moment_text
from streams.kernel.simtime import world_time
from world.labels import ECONOMIC_STATUSES, GENDERS, MOVE_REASONS, NEEDS, OCCUPATIONS, PLACE_TYPES, Labels, label
from world.selectors.districts import district_of
from world.selectors.population import (
    Gap,
    Health,
    MoveView,
    Share,
    gaps_of,
    health_of,
    imbalances_of,
    latest_moves,
    people_of,
)

ISOLATES_SHOWN: Final = 24
_KINDS: Final[Mapping[str, Promise]] = {"came": _("moved in"), "left": _("moved away")}


@readable
def population(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show how the people fit the town; of a large town those of one district, the first unless `?district=`."""
    frame = frame_of(request, run_id)
    moment, district = frame.moment, district_of(frame.moment, frame.district or 1)
    people = people_of(moment, district.residents)
    shares = imbalances_of(moment, people)
    alone = isolates_of(moment, people, district.residents) if frame.has_network else []
    context = {
        "view": "population",
        "choice": district_choice(frame, "population", district.number),
        "health": _health(health_of(moment, people, district.residents)),
        "gaps": [_gap(gap) for gap in gaps_of(moment, people, district.places) if gap.unfilled],
        "ages": [_share(share, share.name.replace("-", "–")) for share in shares.ages],
        "genders": _shares(shares.genders, GENDERS),
        "occupations": _shares(shares.occupations, OCCUPATIONS),
        "alone": alone[:ISOLATES_SHOWN],
        "alone_count": len(alone),
        "moves": [move_words(frame, move) for move in latest_moves(moment)],
    }
    return render(request, "society/company/population.html", frame.context() | context)


def moved_away(request: HttpRequest, frame: Frame, move: MoveView) -> HttpResponse:
    """Show the page of somebody who lives in town no more: when and why she left, and what is left of her."""
    context = {
        "view": "residents",
        "move": move_words(frame, move),
        "profile": profile_of(frame.moment, move.resident),
    }
    return render(request, "society/company/moved_away.html", frame.context() | context)


def move_words(frame: Frame, move: MoveView) -> dict[str, Any]:
    """Put a move into words."""
    return {
        "view": move,
        "word": _KINDS[move.kind],
        "is_left": move.kind == "left",
        "reason": label(MOVE_REASONS, move.reason),
        "trade": label(OCCUPATIONS, move.occupation),
        "when": moment_text(move.sim_time),
        "iso": world_time(move.sim_time),
    }


def _health(health: Health) -> dict[str, Any]:
    total = max(health.residents, 1)
    return {
        "view": health,
        "statuses": [
            {"word": label(ECONOMIC_STATUSES, name), "count": count, "share": count * 100 // total}
            for name, count in health.statuses.items()
        ],
        "needs": [{"word": label(NEEDS, name), "points": points} for name, points in health.needs.items()],
        "came": sum(health.came.values()),
        "left": sum(health.left.values()),
        "reasons": [
            {"word": label(MOVE_REASONS, name), "count": n} for name, n in {**health.came, **health.left}.items()
        ],
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "place_type": label(PLACE_TYPES, gap.place_type),
        "trade": label(OCCUPATIONS, gap.occupation),
        "posts": gap.posts,
        "unfilled": gap.unfilled,
    }


def _shares(shares: Sequence[Share], words: Labels) -> list[dict[str, Any]]:
    return [_share(share, label(words, share.name)) for share in shares]


def _share(share: Share, word: str) -> dict[str, Any]:
    return {
        "word": word,
        "count": share.count,
        "percent": round(share.permille / 10),
        "wanted": round(share.wanted_permille / 10),
    }
