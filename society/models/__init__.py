"""The tables of operations: bookkeeping with ordinary keys, outside every run's history."""

from society.models.failed_tasks import FailedTask

__all__ = ["FailedTask"]
