"""The tables of operations and of proofs of identity: bookkeeping with ordinary keys, outside every run's history."""

from society.models.failed_tasks import FailedTask
from society.models.tokens import ClientSignIn, EndReason, SigningKey

__all__ = ["ClientSignIn", "EndReason", "FailedTask", "SigningKey"]
