"""The tables of operations, of exports and of proofs of identity: bookkeeping with ordinary keys, outside every run's history."""

from society.models.api_keys import ApiKey, Scope
from society.models.exports import ExportJob, JobFault, JobState
from society.models.failed_tasks import FailedTask
from society.models.second_factors import RecoveryCode, SecondFactor
from society.models.socket_tickets import SocketTicket
from society.models.tokens import ClientSignIn, EndReason, SigningKey

__all__ = [
    "ApiKey",
    "ClientSignIn",
    "EndReason",
    "ExportJob",
    "FailedTask",
    "JobFault",
    "JobState",
    "RecoveryCode",
    "Scope",
    "SecondFactor",
    "SigningKey",
    "SocketTicket",
]
