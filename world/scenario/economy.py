"""Money of the town: wages, allowances, pension and what each day costs."""

from typing import Annotated

from pydantic import Field

from world.scenario.dealings import LabourSpec, LendingSpec, ThingsSpec
from world.scenario.fields import Cents, OccupationField, Spec


class DailyCostsSpec(Spec):
    """What every resident pays each day, in cents."""

    rent: Cents
    food: Cents
    transport: Cents
    phone: Cents

    @property
    def total_cents(self) -> int:
        """The day's fixed costs."""
        return self.rent + self.food + self.transport + self.phone


class AllowanceSpec(Spec):
    """What the town pays each day to those without a wage, in cents."""

    student: Cents
    unemployed: Cents


class EconomySpec(Spec):
    """The currency and the flows that no place decides; a job's own wage goes before `wage_per_hour`."""

    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] = "CNY"
    symbol: Annotated[str, Field(min_length=1, max_length=4)] = "¥"
    wage_per_hour: dict[OccupationField, Cents]
    allowance_per_day: AllowanceSpec
    pension_per_day: Cents
    basic_income_per_day: Cents = 0
    """What the town pays everybody each day, whatever else she gets."""
    daily_costs: DailyCostsSpec
    labour: LabourSpec = LabourSpec()
    lending: LendingSpec = LendingSpec()
    things: ThingsSpec = ThingsSpec()
