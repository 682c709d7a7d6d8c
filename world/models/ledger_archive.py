"""How transfers are stored in the archive: by the resident who pays or is paid, as what her row before says."""

from typing import Final

import numpy as np

from streams.kernel.columns import Columns
from streams.log.archive import Archived
from streams.log.codec import AsBefore, Int, Layout, Plain, Sorted, TakenFrom
from streams.models import ArchivedKind
from world.economy.ledger import NAMED
from world.models.ledger import LedgerEntry


def _payer_or_payee(columns: Columns) -> Int:
    """Say which resident pays, else which is paid; 0 where neither is one."""
    payer, payee = columns["payer"], columns["payee"]
    paid = np.where((payee > 0) & (payee < NAMED), payee, 0)
    return np.where((payer > 0) & (payer < NAMED), payer, paid)


LEDGER_ARCHIVE: Final = Archived(
    kind=ArchivedKind.LEDGER,
    model=LedgerEntry,
    being=_payer_or_payee,
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
