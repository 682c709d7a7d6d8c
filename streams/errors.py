"""Errors of the record.

StreamsError
+-- NotHolder        another process holds the run's lease, or the fence refused this one
+-- EngineMismatch   a past of another engine version can be opened at its snapshots only
+-- HistoryLost      what was asked for is no longer kept
+-- DigestMismatch   a re-execution or the stored chain does not give the recorded digest
"""


class StreamsError(Exception):
    """Anything that the record can fail with; the message says what to do."""


class NotHolder(StreamsError):
    """This process may not write the run (any more)."""


class EngineMismatch(StreamsError):
    """The past was made by another version of the engine."""


class HistoryLost(StreamsError):
    """No snapshot or event reaches back that far."""


class DigestMismatch(StreamsError):
    """The history is not what its digest says."""
