"""How much may be on the way to one viewer."""

from streams.live.allowance import Allowance
from streams.live.window import STUCK_AFTER_S, WINDOW_EVENTS, Window


def test_a_window_takes_so_many_events_and_no_more() -> None:
    window = Window()

    window.send(1, WINDOW_EVENTS - 1, now_s=0)

    assert window.has_room_for(1)
    assert not window.has_room_for(2)


def test_an_empty_window_takes_a_row_of_any_size() -> None:
    assert Window().has_room_for(WINDOW_EVENTS * 2)


def test_an_acknowledgement_takes_off_everything_up_to_its_seq() -> None:
    window = Window()
    window.send(3, 10, now_s=0)
    window.send(5, 20, now_s=0)

    brought_forward = window.acknowledge(4, now_s=1)

    assert brought_forward
    assert window.outstanding == 20


def test_an_acknowledgement_of_what_was_acknowledged_brings_nothing() -> None:
    window = Window()
    window.send(3, 10, now_s=0)
    window.acknowledge(3, now_s=1)

    assert not window.acknowledge(3, now_s=2)


def test_patience_counts_from_the_last_progress() -> None:
    window = Window()
    window.send(1, 10, now_s=100)
    window.send(2, 10, now_s=105)

    assert window.patience_s(106) == STUCK_AFTER_S - 6
    window.acknowledge(1, now_s=106)
    assert window.patience_s(106) == STUCK_AFTER_S


def test_an_idle_viewer_is_not_impatiently_judged_by_an_old_acknowledgement() -> None:
    window = Window()
    window.send(1, 10, now_s=0)
    window.acknowledge(1, now_s=0)

    window.send(2, 10, now_s=1_000)

    assert window.patience_s(1_000) == STUCK_AFTER_S


def test_going_back_does_not_free_what_is_on_the_way() -> None:
    window = Window()
    window.send(50, 700, now_s=0)

    window.rewind(10)

    assert window.outstanding == 700
    assert window.acknowledge(11, now_s=1)
    assert window.outstanding == 0


def test_an_allowance_gives_a_burst_and_then_a_rate() -> None:
    allowance = Allowance(per_s=2, burst=3, now_s=0)

    taken = [allowance.take(0) for _ in range(4)]

    assert taken == [True, True, True, False]
    assert allowance.take(0.5)
    assert not allowance.take(0.5)
