"""Commands of the inbox as acts of the network: what each one does, and what its receipt says."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from streams.kernel.text import canonical_json
from streams.network import commands
from streams.network.refusals import Refused
from streams.network.state import Network
from streams.search.topics import topic_of
from streams.writer.part import Answer, Command, CommandKind

Act = Callable[[Network, int, Any, int], Answer]
"""With the acting account, the validated body and the time."""


def apply_command(network: Network, command: Command, at: int) -> Answer:
    """Carry out a command whose body is valid."""
    kind, act = _ACTS[command.kind]
    return act(network, command.actor, kind.body.model_validate(command.body), at)


def _answer(name: str, outcome: int | Refused) -> Answer:
    if isinstance(outcome, Refused):
        return Answer(reason=outcome.reason)
    return Answer(result={name: outcome})


def _join(network: Network, actor: int, body: commands.JoinBody, at: int) -> Answer:
    number, handle = network.join(body.handle, body.display_name, at=at)
    return Answer(result={"account": number, "handle": handle})


def _change_profile(network: Network, actor: int, body: commands.ProfileBody, at: int) -> Answer:
    outcome = network.change_profile(actor, display_name=body.display_name, bio=body.bio, picture=body.picture, at=at)
    return _answer("account", outcome)


def _post(network: Network, actor: int, body: commands.PostBody, at: int) -> Answer:
    pictures = canonical_json([picture.model_dump() for picture in body.pictures])
    return _answer("post", network.post(actor, body.text, topic=topic_of(body.text), pictures=pictures, at=at))


def _comment(network: Network, actor: int, body: commands.CommentBody, at: int) -> Answer:
    return _answer("comment", network.comment(actor, body.post, body.text, parent=body.parent, at=at))


def _remove_comment(network: Network, actor: int, body: commands.OfComment, at: int) -> Answer:
    return _answer("comment", network.remove_comment(actor, body.comment, at=at))


def _message(network: Network, actor: int, body: commands.MessageBody, at: int) -> Answer:
    if body.to:
        outcome = network.message_to(actor, body.to, body.text, at=at)
    else:
        outcome = network.message(actor, body.conversation, body.text, at=at)
    if isinstance(outcome, Refused):
        return Answer(reason=outcome.reason)
    return Answer(
        result={"message": outcome, "conversation": body.conversation or network.conversation_of(actor, body.to)}
    )


def _begin_group(network: Network, actor: int, body: commands.GroupBody, at: int) -> Answer:
    return _answer("conversation", network.begin_group(actor, body.title, body.accounts, at=at))


def _add_to_group(network: Network, actor: int, body: commands.AddBody, at: int) -> Answer:
    return _answer("participant", network.add_to_group(actor, body.conversation, body.account, at=at))


def _leave_group(network: Network, actor: int, body: commands.OfConversation, at: int) -> Answer:
    return _answer("participant", network.leave_group(actor, body.conversation, at=at))


def _sanction(network: Network, actor: int, body: commands.SanctionBody, at: int) -> Answer:
    return _answer("sanction", network.sanction(body.kind, body.subject, body.reason, actor=actor, at=at))


def _lift(network: Network, actor: int, body: commands.LiftBody, at: int) -> Answer:
    return _answer("sanction", network.lift(body.kind, body.subject, actor=actor, at=at))


def _on_post(name: str, act: Callable[..., int | Refused]) -> Act:
    return lambda network, actor, body, at: _answer(name, act(network, actor, body.post, at=at))


def _on_account(name: str, act: Callable[..., int | Refused]) -> Act:
    return lambda network, actor, body, at: _answer(name, act(network, actor, body.account, at=at))


_ACTS: Final[Mapping[str, tuple[CommandKind, Act]]] = {
    kind.name: (kind, act)
    for kind, act in (
        (commands.JOIN, _join),
        (commands.CHANGE_PROFILE, _change_profile),
        (commands.POST, _post),
        (commands.REMOVE_POST, _on_post("post", Network.remove_post)),
        (commands.COMMENT, _comment),
        (commands.REMOVE_COMMENT, _remove_comment),
        (commands.LIKE, _on_post("like", Network.like)),
        (commands.UNLIKE, _on_post("like", Network.unlike)),
        (commands.REPOST, _on_post("repost", Network.repost)),
        (commands.UNREPOST, _on_post("repost", Network.unrepost)),
        (commands.FOLLOW, _on_account("follow", Network.follow)),
        (commands.UNFOLLOW, _on_account("follow", Network.unfollow)),
        (commands.BLOCK, _on_account("block", Network.block)),
        (commands.UNBLOCK, _on_account("block", Network.unblock)),
        (commands.MESSAGE, _message),
        (commands.BEGIN_GROUP, _begin_group),
        (commands.ADD_TO_GROUP, _add_to_group),
        (commands.LEAVE_GROUP, _leave_group),
        (commands.SANCTION, _sanction),
        (commands.LIFT, _lift),
    )
}
