"""Errors of the record.

StreamsError
+-- CommandFailed    a step with commands from the inbox raised; they are tried again, then given up
+-- NotHolder        another process holds the run's lease, or the fence refused this one
+-- EngineMismatch   a past of another engine version can be opened at its snapshots only
+-- HistoryLost      what was asked for is no longer kept
|   +-- DayPruned    its day was pruned; says from when on days are kept
|   +-- ChainTooLong it is there, but too many events of hers came after it; once its day is sealed it is found
+-- PlanChanged      what would be pruned is no longer what was shown
+-- BrokenBlock      a packed block of the archive cannot be read, or does not give back what was packed
+-- BrokenRunFile    a file is no run's, is damaged, or was written by a newer version; nothing of it was loaded
+-- FileRefused      an upload is too large, or more than its owner has room for (streams/services/files.py)
+-- DigestMismatch   a re-execution or the stored chain does not give the recorded digest
"""


class StreamsError(Exception):
    """Anything that the record can fail with; the message says what to do."""


class CommandFailed(StreamsError):
    """A step with commands could not be made; nothing of it was written, and the tries are counted."""


class NotHolder(StreamsError):
    """This process may not write the run (any more)."""


class EngineMismatch(StreamsError):
    """The past was made by another version of the engine."""


class HistoryLost(StreamsError):
    """No snapshot or event reaches back that far."""


class DayPruned(HistoryLost):
    """The events of a day were pruned. kept_from: the simulated second from which they are kept."""

    def __init__(self, message: str, *, kept_from: int) -> None:
        super().__init__(message)
        self.kept_from = kept_from


class ChainTooLong(HistoryLost):
    """More events of a being lie between than are followed, and none nearer is known."""


class PlanChanged(StreamsError):
    """What would be pruned is no longer what was shown; nothing was."""


class BrokenBlock(StreamsError):
    """A block of the archive is damaged, or was written by a newer version."""


class BrokenRunFile(StreamsError):
    """A file cannot be loaded as a run; the message says why, and nothing was written."""


class DigestMismatch(StreamsError):
    """The history is not what its digest says."""
