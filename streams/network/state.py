"""The network of a run, whole: its columns, and everything that an account may do."""

from streams.network.joining import Joining
from streams.network.messaging import Messaging
from streams.network.posting import Posting
from streams.network.reacting import Reacting
from streams.network.sanctions import Sanctions
from streams.network.ties import Ties


class Network(Joining, Posting, Reacting, Ties, Messaging, Sanctions):
    """Each act takes scalars and returns the number of what it made or ended, or why it is refused.

    at: the simulated second of the act. Numbers are those of the run; nothing but `pending` says what is to be written.
    """
