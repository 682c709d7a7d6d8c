"""Numbers and moments as people read them: times of day, spans, money. In the reader's language; shapes no data."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S, clock_text, day_count

_MINUS: Final = "\N{MINUS SIGN}"
_CENTS: Final = 100


def day_text(sim_time_s: int) -> str:
    """Say the day: Day 3."""
    return _("Day %(day)d") % {"day": day_count(sim_time_s)}


def moment_text(sim_time_s: int) -> str:
    """Say day and time: Day 3, 09:10."""
    return _("Day %(day)d, %(time)s") % {"day": day_count(sim_time_s), "time": clock_text(sim_time_s)}


def until_text(sim_time_s: int, now_s: int) -> str:
    """Say a time of day, with its day where that is another than now's."""
    return clock_text(sim_time_s) if sim_time_s // DAY_S == now_s // DAY_S else moment_text(sim_time_s)


def span_text(seconds: int) -> str:
    """Say how long: 4 h 20 min; less than a minute is a minute."""
    minutes = max(seconds, MINUTE_S) // MINUTE_S
    hours, rest = divmod(minutes, HOUR_S // MINUTE_S)
    if not hours:
        return ngettext("%(minutes)d min", "%(minutes)d min", rest) % {"minutes": rest}
    if not rest:
        return ngettext("%(hours)d h", "%(hours)d h", hours) % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def money_text(cents: int, symbol: str, *, is_signed: bool = False) -> str:
    """Say a sum: ¥1,204.50; with `is_signed` a plus before what was gained."""
    sign = _MINUS if cents < 0 else "+" if is_signed and cents else ""
    whole, rest = divmod(abs(cents), _CENTS)
    return f"{sign}{symbol}{whole:,}.{rest:02d}"


def rate_text(rate_milli: int) -> str:
    """Say a speed: ×10."""
    return f"×{rate_milli / 1000:g}"
