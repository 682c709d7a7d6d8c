"""A run and what its writer keeps beside it: head, clock, lease, steps, snapshots."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.kernel.digest import GENESIS
from streams.models.keyed import KeyedManager, Numbered


class RunStatus(models.TextChoices):
    """Whether an engine drives the run."""

    LIVE = "live", _("live")
    ENDED = "ended", _("ended")


class RunQuerySet(models.QuerySet["Run"]):
    """Find runs."""

    def default(self) -> "Run | None":
        """Find the run that is meant where none is named."""
        return self.filter(is_default=True).first()

    def lock(self, run_id: int) -> "Run":
        """Lock a run's row until the transaction ends: its past is pruned by one and forked by one, not by both at once.

        Its writer and its inbox go on: they refer to the row, and do not change it.
        """
        return self.select_for_update(no_key=True).get(pk=run_id)


class Run(models.Model):
    """One recorded history of a society; a fork is a run with a parent."""

    name = models.CharField(_("name"), max_length=100)
    seed = models.BigIntegerField(_("seed"))
    scenario = models.TextField(_("scenario"), help_text=_("canonical JSON of the scenario file"))
    language = models.CharField(_("language"), max_length=10)
    step_s = models.PositiveIntegerField(_("step"), help_text=_("simulated seconds a grid step"))
    start_sim_time = models.PositiveIntegerField(_("start"), help_text=_("simulated seconds since 2024-01-01 00:00"))
    status = models.CharField(_("status"), max_length=8, choices=RunStatus.choices, default=RunStatus.LIVE)
    is_default = models.BooleanField(_("default"), default=False)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="forks")
    fork_step = models.BigIntegerField(_("fork step"), null=True)
    fork_seq = models.BigIntegerField(_("fork event"), null=True)
    engine_version = models.PositiveIntegerField(_("engine version"))
    created_wall = models.DateTimeField(_("created"), auto_now_add=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=models.Q(is_default=True), name="one_default_run")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.pk})"


class RunHead(models.Model):
    """How far a run is committed: the end of its last step, the digest there, the numbers given so far."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, primary_key=True, related_name="head")
    step = models.BigIntegerField(default=0)
    sim_time = models.PositiveIntegerField()
    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=32, default=GENESIS)
    counters = models.TextField(default="{}", help_text=_("last number given, by table"))

    class Meta:
        verbose_name = _("head")
        verbose_name_plural = _("heads")

    def __str__(self) -> str:
        return f"step {self.step} of run {self.run_id}"


class RunClock(models.Model):
    """The shown clock: a line through (simulated, wall) with a rate, capped at what is committed. Bookkeeping."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, primary_key=True, related_name="clock")
    sim_ms = models.BigIntegerField()
    wall_ms = models.BigIntegerField()
    rate_milli = models.PositiveIntegerField(
        default=10_000, help_text=_("thousandths of simulated per real second; 0 = paused")
    )
    resume_rate_milli = models.PositiveIntegerField(default=10_000, help_text=_("the rate that a resume restores"))
    lag_ms = models.BigIntegerField(default=0, help_text=_("simulated milliseconds that the engine is behind"))
    slipped_ms = models.BigIntegerField(default=0, help_text=_("simulated milliseconds given up because it was behind"))
    step_us = models.PositiveIntegerField(
        default=0, help_text=_("real microseconds a grid step of the last commit took in memory; 0 = not measured yet")
    )
    commit_us = models.PositiveIntegerField(
        default=0, help_text=_("real microseconds the commit before the last one took; 0 = not measured yet")
    )
    committed_wall_ms = models.BigIntegerField(default=0, help_text=_("real time of the last commit"))

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")

    def __str__(self) -> str:
        return f"clock of run {self.run_id} at x{self.rate_milli / 1000:g}"


class RunLease(models.Model):
    """Who may write the run: its holder until the expiry, fenced by the epoch. Bookkeeping, outside all hashes."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, primary_key=True, related_name="lease")
    holder = models.CharField(max_length=100, blank=True, default="")
    epoch = models.BigIntegerField(default=0)
    expires_wall_ms = models.BigIntegerField(default=0)
    claimed_wall_ms = models.BigIntegerField(default=0, help_text=_("real time since which the holder holds it"))

    class Meta:
        verbose_name = _("lease")
        verbose_name_plural = _("leases")

    def __str__(self) -> str:
        return f"lease of run {self.run_id}: {self.holder or '-'}"


class Step(Numbered, models.Model):
    """A step that left something: its time, its last event, the digest after it. Key: run and step."""

    id = models.BigIntegerField(primary_key=True)
    sim_time = models.IntegerField()
    seq = models.BigIntegerField()
    events = models.IntegerField()
    digest = models.CharField(max_length=32)
    state_digest = models.CharField(max_length=32, blank=True, help_text=_("of the whole state, where one was taken"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return f"step {self.number} of run {self.run_id}"


class Snapshot(Numbered, models.Model):
    """The whole state after a step, compressed. Key: run and step."""

    id = models.BigIntegerField(primary_key=True)
    sim_time = models.IntegerField()
    seq = models.BigIntegerField()
    digest = models.CharField(max_length=32)
    counters = models.TextField()
    engine_version = models.IntegerField()
    body = models.BinaryField()

    objects = KeyedManager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")

    def __str__(self) -> str:
        return f"snapshot {self.number} of run {self.run_id}"
