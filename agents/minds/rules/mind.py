"""Decide for many residents at once: integers and lookup tables only, so that every processor agrees."""

from typing import Final

import numpy as np

from streams.kernel.rng import draw, sub_draw, triangular
from world.actions import ACTION_COUNT, Action
from world.contract import NEED_MAX, OPTIONS_KEPT, DecisionBatch, Int, Need, ObservationBatch, Reason

_NOISE_PURPOSE: Final = 101
_FAR: Final = -(2**31)


def decide(seen: ObservationBatch) -> DecisionBatch:
    """Choose action, place and duration for each row."""
    n = len(seen)
    want = _wants(seen)
    score = want[:, :, None] - seen.walk_s // 4 - seen.price_cents // 50
    score = np.where(seen.candidates > 0, score, _FAR)
    slots = score.argmax(axis=2)
    best = np.take_along_axis(score, slots[:, :, None], axis=2)[:, :, 0]
    order = np.argsort(-best, axis=1, kind="stable")[:, :OPTIONS_KEPT]
    every = np.arange(n)
    action = order[:, 0]
    places = np.take_along_axis(seen.candidates, slots[:, :, None], axis=2)[:, :, 0]
    is_option = best[every[:, None], order] > _FAR
    return DecisionBatch(
        action=action,
        place=places[every, action],
        duration_s=_durations(seen, action),
        reason=np.full(n, Reason.NOTHING_BETTER),
        option_action=np.where(is_option, order, -1),
        option_place=np.where(is_option, places[every[:, None], order], 0),
        option_weight=np.where(is_option, best[every[:, None], order], 0),
    )


def _wants(seen: ObservationBatch) -> Int:
    lack = (NEED_MAX - seen.needs.astype(np.int64)) ** 2 // 20_000
    want = triangular(sub_draw(draw(seen.seed, seen.number, _NOISE_PURPOSE, seen.decisions)[:, None], np.arange(ACTION_COUNT)), 600)
    want[:, Action.SLEEP] += lack[:, Need.ENERGY]
    want[:, Action.EAT] += lack[:, Need.SATIETY]
    want[:, Action.PLAY] += lack[:, Need.FUN] + 500
    want[:, Action.WASH] += lack[:, Need.HYGIENE]
    want[:, Action.WORK] += 5_000
    return want


def _durations(seen: ObservationBatch, action: Int) -> Int:
    usual = np.full(ACTION_COUNT, 1_800)
    usual[Action.SLEEP] = 8 * 3_600
    usual[Action.WORK] = 4 * 3_600
    return usual[action]
