"""Things, loans and transfers ready for a template, and the page of a resident's money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agents.selectors.profiles import number_of_handle
from society.views.company.cast import Somebody, cast_of, settings_of
from society.views.frame import Frame, found_or_404, frame_of, number_of_query
from society.views.open import readable
from society.views.words import moment_text, money_text
from streams.kernel.simtime import world_time
from world.labels import LEDGER_CATEGORIES, NAMED_ACCOUNTS, OCCUPATIONS, label
from world.selectors.dealings import Debt, Owned, loans_of, things_of
from world.selectors.ledger import Transfer, ledger_of
from world.selectors.work import WorkChange, work_history

TRANSFERS_A_PAGE: Final = 40
THINGS: Final[Mapping[str, Promise | str]] = {
    "photo": _("photo"),
    "snack": _("snack"),
    "book": _("book"),
    "toolbox": _("toolbox"),
    "cleaning_kit": _("cleaning kit"),
    "tea_set": _("tea set"),
    "trainers": _("trainers"),
    "board_game": _("board game"),
    "notebook": _("notebook"),
}
LOANS: Final[Mapping[str, tuple[str, Promise | str]]] = {
    "open": ("", _("to be paid back")),
    "repaid": ("good", _("paid back")),
    "defaulted": ("bad", _("never paid back")),
    "forgiven": ("", _("let go of by a lender who moved away")),
}
"""Tone and word, by how a loan ended."""
CAUSES: Final[Mapping[str, Promise | str]] = {
    "hired": _("Took up work as %(trade)s at %(place)s"),
    "laid_off": _("Lost the work as %(trade)s at %(place)s"),
    "founded": _("Took over %(place)s"),
    "closed": _("Gave up %(place)s"),
    "left": _("Moved away from the work as %(trade)s at %(place)s"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingWords:
    """A stack of things."""

    word: str
    count: int
    value: str
    uses_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanWords:
    """A loan as one of the two has it.   is_lent: whether she gave it."""

    other: Somebody | None
    is_lent: bool
    amount: str
    repaid: str
    since: str
    iso: str
    due: str
    word: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferWords:
    """A transfer as its owner sees it."""

    when: str
    iso: str
    word: str
    party: str
    amount: str
    sign: str
    balance: str


def thing_words(things: Sequence[Owned], symbol: str) -> list[ThingWords]:
    """Put things into words; photos and the like are put together by kind. No query."""
    stacks: dict[str, list[Owned]] = {}
    for one in things:
        stacks.setdefault(one.thing, []).append(one)
    return [
        ThingWords(
            word=label(THINGS, name),
            count=sum(one.count for one in stack),
            value=money_text(sum(one.count * one.value_cents for one in stack), symbol),
            uses_left=sum(one.uses_left for one in stack),
        )
        for name, stack in stacks.items()
    ]


def loan_words(frame: Frame, number: int, loans: Sequence[Debt]) -> list[LoanWords]:
    """Put a resident's loans into words. One query, none for none."""
    symbol = frame.moment.economy.symbol
    cast = cast_of(frame, (who for loan in loans for who in (loan.lender, loan.borrower)))
    return [
        LoanWords(
            other=cast.get(loan.borrower if loan.lender == number else loan.lender),
            is_lent=loan.lender == number,
            amount=money_text(loan.amount_cents, symbol),
            repaid=money_text(loan.repaid_cents, symbol) if loan.repaid_cents else "",
            since=moment_text(loan.sim_time),
            iso=world_time(loan.sim_time),
            due=moment_text(loan.due),
            word=str(LOANS[loan.outcome][1]),
            tone=LOANS[loan.outcome][0],
        )
        for loan in loans
    ]


@readable
def money(request: HttpRequest, run_id: int, handle: str) -> HttpResponse:
    """Show a resident's account book, newest first, her loans, things and how her work changed; `?before=` goes on."""
    frame = frame_of(request, run_id)
    number = found_or_404(number_of_handle(frame.moment, handle), f"nobody is called {handle}")
    who = found_or_404(cast_of(frame, [number]).get(number), f"{handle} does not live in town")
    before = number_of_query(request.GET.get("before", ""), digits=12)
    rows = ledger_of(frame.moment, number, before=before or None, limit=TRANSFERS_A_PAGE + 1)
    symbol = frame.moment.economy.symbol
    context = {
        "view": "residents",
        "who": who,
        "transfers": _transfers(frame, rows[:TRANSFERS_A_PAGE]),
        "is_further": bool(before),
        "older": frame.query(district="", before=rows[TRANSFERS_A_PAGE - 1].number)
        if len(rows) > TRANSFERS_A_PAGE
        else "",
        "loans": loan_words(frame, number, loans_of(frame.moment, number)),
        "things": thing_words(things_of(frame.moment, number), symbol),
        "changes": _changes(frame, work_history(frame.moment, number)),
    }
    return render(request, "society/company/money.html", frame.context() | context)


def _transfers(frame: Frame, rows: Sequence[Transfer]) -> list[TransferWords]:
    """Put transfers into words. One query, none where no resident paid or was paid."""
    cast = cast_of(frame, (row.counterparty.number for row in rows if row.counterparty.kind == "resident"))
    return [_transfer(row, cast, frame.moment.economy.symbol) for row in rows]


def _transfer(row: Transfer, cast: Mapping[int, Somebody], symbol: str) -> TransferWords:
    party = row.counterparty
    if party.kind == "account":
        name = label(NAMED_ACCOUNTS, party.name)
    else:
        name = cast[party.number].name if party.kind == "resident" else party.name
    return TransferWords(
        when=moment_text(row.sim_time),
        iso=world_time(row.sim_time),
        word=label(LEDGER_CATEGORIES, row.category),
        party=name,
        amount=money_text(row.amount_cents, symbol, is_signed=True),
        sign="minus" if row.amount_cents < 0 else "plus",
        balance=money_text(row.balance_cents, symbol),
    )


def _changes(frame: Frame, rows: Sequence[WorkChange]) -> list[dict[str, str]]:
    places = settings_of(frame, (row.workplace for row in rows))
    return [
        {
            "when": moment_text(row.sim_time),
            "iso": world_time(row.sim_time),
            "text": str(CAUSES[row.cause])
            % {
                "trade": label(OCCUPATIONS, row.occupation),
                "place": places[row.workplace].label if row.workplace in places else "-",
            },
        }
        for row in rows
    ]
