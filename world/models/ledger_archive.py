"""How transfers are stored in the archive: by the resident who pays or is paid, as what her row before says."""

from typing import Final

from django.db.models import Case, F, IntegerField, Q, Value, When

from streams.log.archive import Archived
from streams.log.codec import AsBefore, Layout, Plain, Sorted, TakenFrom
from streams.models import ArchivedKind
from world.economy.ledger import NAMED
from world.models.ledger import LedgerEntry

LEDGER_ARCHIVE: Final = Archived(
    kind=ArchivedKind.LEDGER,
    model=LedgerEntry,
    being=Case(
        When(Q(payer__gt=0, payer__lt=NAMED), then=F("payer")),
        When(Q(payee__gt=0, payee__lt=NAMED), then=F("payee")),
        default=Value(0),
        output_field=IntegerField(),
    ),
    layout=Layout(
        order=("category", "payer", "payee", "id"),
        columns=(
            ("category", AsBefore()),
            ("payer", AsBefore(("category",))),
            ("payee", Plain()),
            ("subject", Plain()),
            ("amount_cents", AsBefore(("category", "payee"))),
            ("sim_time", Plain()),
            ("step", Sorted(("sim_time",))),
            ("id", Sorted(("step", "category", "sim_time", "payer"))),
            ("payer_balance", AsBefore(("payer",))),
            ("payee_balance", AsBefore(("payee",))),
            ("prev_payer", TakenFrom("id", ("payer",))),
            ("prev_payee", TakenFrom("id", ("payee",))),
        ),
    ),
)
