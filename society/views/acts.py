"""What people do in the network from a page: one form, one command into the inbox, and what became of it as a message."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from pydantic import ValidationError

from agents.bodies.commands import DECIDE, RETURN, TAKE
from agents.bodies.refusals import SENTENCES as BODY_SENTENCES
from society.views.drafts import keep_draft, keep_wanted
from society.views.frame import number_of_query, reader
from society.views.standing import may_take_part
from society.views.uploads import face_in, pictures_in, with_files
from streams.models import Inbox, Outcome, Run, RunStatus, User
from streams.network import commands
from streams.selectors.accounts import numbers_of_handles
from streams.services.inbox import RunEndedError, WorldPausedError
from streams.services.joining import JoinPending, JoinRefused, membership_of
from streams.services.reading import mark_conversation_read
from streams.services.refusals import SENTENCES
from streams.services.social import act as send
from streams.writer.part import CommandKind

Fields = Mapping[str, Any]
Read = Callable[["Asked"], Fields]
_NUMBER_DIGITS: Final = 10
_NAMES_MAX: Final = 50
_CHOICE_PARTS: Final = 3
_SENTENCES: Final = {**BODY_SENTENCES, **SENTENCES}


class UnknownHandleError(ValueError):
    """Nobody has this handle in the run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A form: what it wants, of which thing, with which words."""

    run: Run
    user: User
    number: int
    form: QueryDict

    def text(self, name: str = "text") -> str:
        """Give a field with line ends as they are counted in the browser: one character each."""
        return self.form.get(name, "").replace("\r\n", "\n")

    def accounts(self, name: str) -> list[int]:
        """Give the accounts whose handles a field lists. UnknownHandleError for one that nobody has."""
        handles = [word.removeprefix("@") for word in self.form.get(name, "").replace(",", " ").split()][:_NAMES_MAX]
        found = numbers_of_handles(self.run, handles)
        missing = [handle for handle in handles if handle not in found]
        if missing:
            raise UnknownHandleError(missing[0])
        return [found[handle] for handle in handles]

    def one_account(self, name: str) -> int:
        """Give the one account that a field names; 0 without any, which no command takes."""
        return next(iter(self.accounts(name)), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that can be done: its command, how the form becomes its body, and what is said when it is done."""

    kind: CommandKind
    read: Read
    done: Promise | str = ""


def _of(name: str) -> Read:
    return lambda asked: {name: asked.number}


def _post(asked: Asked) -> Fields:
    return {"text": asked.text(), "pictures": pictures_in(asked.form, asked.user)}


def _profile(asked: Asked) -> Fields:
    face = face_in(asked.form, asked.user)
    return {"display_name": asked.text("display_name"), "bio": asked.text("bio"), "picture": face}


def _comment(asked: Asked) -> Fields:
    return {"post": asked.number, "text": asked.text(), "parent": asked.form.get("parent") or 0}


def _decision(asked: Asked) -> Fields:
    """Read what a resident does next out of a button: `eat-21`, or `talk-21-7` for a talk with somebody."""
    action, place, partner = [*asked.form.get("choice", "").split("-"), "", ""][:_CHOICE_PARTS]
    return {"resident": asked.number, "action": action, "place": place, "partner": partner or 0}


_POST, _COMMENT, _ACCOUNT, _CONVERSATION = _of("post"), _of("comment"), _of("account"), _of("conversation")
ACTS: Final[Mapping[str, Act]] = {
    "post": Act(kind=commands.POST, read=_post, done=_("Posted.")),
    "comment": Act(kind=commands.COMMENT, read=_comment, done=_("Your comment stands here.")),
    "remove_post": Act(kind=commands.REMOVE_POST, read=_POST, done=_("Your post is removed.")),
    "remove_comment": Act(kind=commands.REMOVE_COMMENT, read=_COMMENT, done=_("Your comment is removed.")),
    "like": Act(kind=commands.LIKE, read=_POST),
    "unlike": Act(kind=commands.UNLIKE, read=_POST),
    "repost": Act(kind=commands.REPOST, read=_POST, done=_("Passed on to those who follow you.")),
    "unrepost": Act(kind=commands.UNREPOST, read=_POST, done=_("No longer passed on.")),
    "follow": Act(kind=commands.FOLLOW, read=_ACCOUNT, done=_("You follow this account now.")),
    "unfollow": Act(kind=commands.UNFOLLOW, read=_ACCOUNT, done=_("You no longer follow this account.")),
    "block": Act(kind=commands.BLOCK, read=_ACCOUNT, done=_("Blocked. Neither of you sees or reaches the other.")),
    "unblock": Act(kind=commands.UNBLOCK, read=_ACCOUNT, done=_("No longer blocked.")),
    "message": Act(
        kind=commands.MESSAGE, read=lambda asked: {"to": asked.one_account("to"), "text": asked.text()}, done=_("Sent.")
    ),
    "say": Act(kind=commands.MESSAGE, read=lambda asked: {"conversation": asked.number, "text": asked.text()}),
    "begin_group": Act(
        kind=commands.BEGIN_GROUP,
        read=lambda asked: {"title": asked.text("title"), "accounts": asked.accounts("names")},
        done=_("The group is begun."),
    ),
    "add_to_group": Act(
        kind=commands.ADD_TO_GROUP,
        read=lambda asked: {"conversation": asked.number, "account": asked.one_account("who")},
        done=_("Brought in."),
    ),
    "leave_group": Act(kind=commands.LEAVE_GROUP, read=_CONVERSATION, done=_("You left the group.")),
    "change_profile": Act(
        kind=commands.CHANGE_PROFILE,
        read=_profile,
        done=_("Your profile is changed."),
    ),
    "take_body": Act(kind=TAKE, read=_of("resident"), done=_("You live here now: you decide what she does.")),
    "return_body": Act(kind=RETURN, read=_of("resident"), done=_("Given back: she decides herself again.")),
    "decide": Act(kind=DECIDE, read=_decision),
}
"""By the name that a button sends as `do`, followed by a dash and a number where it is about something."""


@require_POST
def act(request: HttpRequest, run_id: int) -> HttpResponse:
    """Do what a form asks for; who has no name in the run yet is asked for one first."""
    run, user = get_object_or_404(Run, pk=run_id), reader(request)
    if user is None or not may_take_part(user):
        raise PermissionDenied("only members take part")
    form = with_files(request, user)
    if form is None:
        keep_draft(request, request.POST)
        return redirect(next_of(request, run))
    is_known = form.get("do", "").partition("-")[0] in ACTS
    if is_known and run.status != RunStatus.ENDED and not _has_named_herself(run, user):
        keep_wanted(request, run, form)
        return redirect("join", run.pk)
    return perform(request, run, user, form)


def perform(request: HttpRequest, run: Run, user: User, form: QueryDict) -> HttpResponse:
    """Do what a form asks for and tell what became of it."""
    name, _dash, number = form.get("do", "").partition("-")
    wanted = ACTS.get(name)
    if wanted is None or (number and not _is_number(number)):
        messages.error(request, _("There is no such command. Nothing was changed."))
        return redirect(next_of(request, run, form))
    asked = Asked(run=run, user=user, number=int(number or 0), form=form)
    receipt = _sent(request, user, wanted, asked)
    if receipt is None or receipt.outcome != Outcome.APPLIED:
        keep_draft(request, form)
        return redirect(next_of(request, run, form))
    if name == "say":
        # who answers has read what stood above the form
        mark_conversation_read(run, user, asked.number, number_of_query(form.get("upto", "")))
    return redirect(_where(request, asked, name, json.loads(receipt.result)))


def _has_named_herself(run: Run, user: User) -> bool:
    """Whether she has an account, or has asked for one that no engine has opened yet."""
    asked = Inbox.objects.filter(run=run, user=user, kind=commands.JOIN.name)
    is_open = Q(outcome__in=(Outcome.PENDING, Outcome.APPLIED))
    return membership_of(run, user) is not None or asked.filter(is_open).exists()


def next_of(request: HttpRequest, run: Run, form: QueryDict | None = None) -> str:
    """Where to go afterwards: back to the page of the form, never to another site.   form: by default what was sent."""
    wanted = (request.POST if form is None else form).get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else reverse("feed", args=[run.pk])


def tell(request: HttpRequest, receipt: Inbox, done: str) -> None:
    """Say what became of a command."""
    if receipt.outcome == Outcome.APPLIED:
        refused = json.loads(receipt.result).get("refused")
        if refused:
            messages.error(request, str(_SENTENCES.get(refused, refused)))
        elif done:
            messages.success(request, done)
    elif receipt.outcome == Outcome.PENDING:
        messages.warning(
            request, _("Noted, but no engine has answered yet. It will be done as soon as one drives this run.")
        )
    elif receipt.outcome == Outcome.REFUSED:
        messages.error(request, str(_SENTENCES.get(receipt.reason, receipt.reason)))
    else:
        messages.error(request, _("This could not be done. An operator finds in the failed tasks why."))


def _sent(request: HttpRequest, user: User, wanted: Act, asked: Asked) -> Inbox | None:
    """Send the command and tell its receipt; None where there was nothing to send."""
    try:
        body = wanted.kind.body.model_validate(dict(wanted.read(asked)))
        receipt = send(asked.run, user, wanted.kind, body)
    except UnknownHandleError as unknown:
        messages.error(request, _("Nobody is called @%(handle)s.") % {"handle": str(unknown)[:60]})
    except ValidationError:
        messages.error(request, _("Something is missing or too long. Nothing was sent."))
    except WorldPausedError:
        messages.error(request, str(_SENTENCES["world_paused"]))
    except RunEndedError:
        messages.error(request, _("This run has ended: it can be read, but nobody writes here any more."))
    except JoinPending as pending:
        tell(request, pending.receipt, "")
    except JoinRefused as refused:
        messages.error(request, str(SENTENCES.get(refused.reason, refused.reason)))
    else:
        tell(request, receipt, str(wanted.done))
        return receipt
    return None


def _where(request: HttpRequest, asked: Asked, name: str, made: Mapping[str, int]) -> str:
    """Lead to what was made or changed."""
    run, here = asked.run, next_of(request, asked.run, asked.form)
    if name in ("message", "begin_group"):
        return reverse("conversation", args=[run.pk, made["conversation"]]) + "#write"
    if name == "say":
        return reverse("conversation", args=[run.pk, asked.number]) + "#write"
    if name in ("like", "unlike", "repost", "unrepost"):
        return f"{here}#post-{asked.number}"
    if name == "post":
        number = made["post"]
        return f"{here}{'&' if '?' in here else '?'}wrote={number}#post-{number}"
    if name == "comment":
        return f"{here}#comment-{made['comment']}"
    if name == "leave_group":
        return reverse("messages", args=[run.pk])
    if name == "remove_post":
        return reverse("feed", args=[run.pk])
    return here


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _NUMBER_DIGITS
