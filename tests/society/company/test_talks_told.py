"""What readers are told of talks, ties, appointments and where news came from, out of a town that lived for a day."""

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from agents.models import Appointment, Memory, MemoryKind, Saying
from agents.selectors.appointments import appointments_of
from agents.selectors.hearsay import why_said
from agents.selectors.relations import relation_of, ties_of
from agents.selectors.talks import latest_talks, talk_with_lines, talks_at, talks_of
from agents.voice import Act
from streams.kernel.ids import number_of
from streams.kernel.simtime import SimTime
from tests.lived_town import LivedTown
from world.models import Talk
from world.selectors.moments import Moment, present
from world.ties import TIES_MAX, TieLevel


@pytest.fixture
def now(lived_town: LivedTown) -> Moment:
    return present(lived_town.run)


def longest(now: Moment) -> Talk:
    return Talk.objects.of(now.run.pk).exclude(ended_step=0).order_by("-turns", "pk")[0]


def everybody() -> range:
    return range(1, 51)


def test_a_talk_is_shown_with_its_lines_in_order(
    now: Moment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    talk = longest(now)

    with django_assert_num_queries(4):
        view = talk_with_lines(now, talk.number)

    assert view is not None
    assert view.turns == talk.turns == len(view.lines)
    assert view.members[:2] == (talk.one, talk.other)
    assert view.lines[0].act == "greet"
    assert {line.speaker for line in view.lines} <= set(view.members)
    assert all(line.text and line.speaker_name for line in view.lines)
    assert view.place_name
    assert view.ended_at == talk.ended_at
    assert [line.sim_time for line in view.lines] == sorted(line.sim_time for line in view.lines)


def test_there_is_no_talk_of_another_number(now: Moment) -> None:
    assert talk_with_lines(now, 10**6) is None


def test_a_talk_is_seen_as_far_as_it_had_come(now: Moment) -> None:
    talk = longest(now)
    then = Moment(run=now.run, clock=now.clock, sim_time=SimTime(talk.sim_time + talk.turn_s))

    view = talk_with_lines(then, talk.number)

    assert view is not None
    assert len(view.lines) == 2
    assert (view.ended_at, view.mood, view.topic) == (0, 0, "")


def test_pages_of_talks_go_on_where_the_last_one_ended(
    now: Moment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    whole = [talk.number for talk in latest_talks(now, limit=1_000).talks]
    paged, before = [], 0
    for _ in range(len(whole) // 7 + 1):
        with django_assert_num_queries(4):
            page = latest_talks(now, before=before, limit=7)
        paged += [talk.number for talk in page.talks]
        before = page.before

    assert len(whole) > 20
    assert paged == whole == sorted(whole, reverse=True)
    assert before == 0


def test_talks_of_a_resident_are_all_that_she_took_part_in(
    now: Moment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for who in everybody():
        rows = [row for row in Talk.objects.of(now.run.pk) if who in (row.one, row.other, row.third)]
        expected = sorted((row.number for row in rows if row.sim_time <= now.sim_time), reverse=True)

        assert [talk.number for talk in talks_of(now, who, limit=100).talks] == expected

    talkative = max(
        everybody(), key=lambda who: Memory.objects.filter(resident=who, kind=MemoryKind.CONVERSATION).count()
    )
    first = talks_of(now, talkative, limit=1)
    with django_assert_num_queries(6):
        second = talks_of(now, talkative, before=first.before, limit=1)
    assert second.talks[0].number < first.talks[0].number


def test_talks_at_a_place_are_those_that_were_held_there(
    now: Moment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    place = longest(now).place

    with django_assert_num_queries(5):
        page = talks_at(now, place, limit=100)

    rows = Talk.objects.of(now.run.pk).filter(place=place, sim_time__lte=now.sim_time).order_by("-pk")
    assert [talk.number for talk in page.talks] == [row.number for row in rows]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_talk_has_a_summary_in_the_readers_language(now: Moment, language: str) -> None:
    with translation.override(language):
        talks = latest_talks(now, limit=200).talks
        summaries = [talk.summary for talk in talks if talk.lines]

    assert len(set(summaries)) > 20
    assert all(summary and "{" not in summary for summary in summaries)
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in summary) for summary in summaries) == (language != "en")


def test_a_summary_names_who_told_and_who_heard(now: Moment) -> None:
    told = next(
        talk
        for talk in latest_talks(now, limit=500).talks
        if any(line.act == "tell" and line.event for line in talk.lines)
    )
    line = next(line for line in told.lines if line.act == "tell" and line.event)

    assert line.speaker_name in told.summary
    assert line.hearer_name in told.summary


def test_ties_are_listed_strongest_first_with_their_levels(
    now: Moment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        ties = ties_of(now, 5)

    assert 2 < len(ties) <= TIES_MAX
    assert [tie.strength for tie in ties] == sorted((tie.strength for tie in ties), reverse=True)
    assert all(tie.one == 5 and tie.other != 5 and tie.other_name for tie in ties)
    assert all(0 <= tie.strength <= 100 and 0 <= tie.trust <= 100 for tie in ties)
    assert all((tie.level >= TieLevel.FRIEND) == (tie.strength > 30) for tie in ties)


def test_a_relation_has_two_sides_and_a_history(now: Moment, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    change = (
        Memory.objects.of(now.run.pk).filter(kind=MemoryKind.RELATION, sim_time__lte=now.sim_time).order_by("-pk")[0]
    )

    with django_assert_num_queries(5):
        relation = relation_of(now, change.resident, change.source)

    assert relation.there is not None
    assert (relation.there.one, relation.there.other) == (change.resident, change.source)
    mine = [one for one in relation.changes if one.one == change.resident]
    assert (mine[0].after, mine[0].before) == (change.amount, change.count)
    assert str(mine[0].after_name)
    assert relation.back is None or relation.back.one == change.source


def test_what_was_passed_on_is_followed_back_to_whom_it_happened(now: Moment) -> None:
    heard = [
        said
        for said in Saying.objects.of(now.run.pk).filter(act=Act.TELL, count__lt=0, sim_time__lte=now.sim_time)
        if said.owner != said.speaker
    ]
    assert heard

    origins = [why_said(now, said.number) for said in heard]

    whole = [origin for origin in origins if origin is not None and len(origin.hops) > 1]
    assert whole
    for origin in whole:
        assert origin.what
        assert origin.event is not None
        assert origin.event.seq == origin.event_seq
        assert [hop.source for hop in origin.hops[:-1]] == [hop.knower for hop in origin.hops[1:]]
    assert any(origin.hops[-1].knower == origin.owner for origin in whole)


def test_what_tells_of_nothing_has_no_origin(now: Moment) -> None:
    greeting = Saying.objects.of(now.run.pk).filter(act=Act.GREET, event=0).order_by("pk")[0]

    assert why_said(now, greeting.number) is None
    assert why_said(now, 10**6) is None


def test_appointments_are_in_the_diaries_of_both(
    now: Moment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = list(Appointment.objects.of(now.run.pk).filter(sim_time__lte=now.sim_time).order_by("-pk"))
    assert rows

    for who in {rows[0].one, rows[0].other}:
        with django_assert_num_queries(3):
            found = appointments_of(now, who)
        assert number_of(rows[0].pk) in [one.number for one in found]
    view = next(one for one in appointments_of(now, rows[0].one) if one.number == number_of(rows[0].pk))
    assert (view.at, view.place, view.one, view.other) == (rows[0].at, rows[0].place, rows[0].one, rows[0].other)
    assert view.place_name
    assert view.one_name
    early = Moment(run=now.run, clock=now.clock, sim_time=SimTime(view.agreed_at))
    assert appointments_of(early, rows[0].one)[0].outcome == Appointment.Outcome.AHEAD
