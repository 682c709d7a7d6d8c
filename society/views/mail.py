"""A person's own pages in a run: conversations, one of them, and notices. Nobody else sees them."""

from typing import Any, Final

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.urls import reverse

from society.views.accounts import faces
from society.views.frame import found_or_404, number_of_query
from society.views.network_words import NOTICES
from society.views.standing import Visit, of_network
from society.views.subjects import cut
from society.views.words import until_text
from streams.kernel.simtime import world_time
from streams.models.messages import MESSAGE_MAX, TITLE_MAX
from streams.network.notices import NoticeKind
from streams.selectors.messages import ConversationView, conversation_view, conversations_of, messages_in
from streams.selectors.notices import NoticeView, notices_of

CONVERSATIONS_A_PAGE: Final = 30
MESSAGES_A_PAGE: Final = 50
NOTICES_A_PAGE: Final = 50
EXCERPT: Final = 80
_CURSOR_DIGITS: Final = 18


@of_network
def messages(visit: Visit) -> HttpResponse:
    """List the reader's conversations, the latest first; `?to=` begins one."""
    if visit.frame.user is None:
        return _sign_in(visit)
    before = number_of_query(visit.request.GET.get("before", ""), digits=_CURSOR_DIGITS)
    page = conversations_of(visit.viewer, before=before, limit=CONVERSATIONS_A_PAGE)
    context = {
        "conversations": _rows(visit, page.items),
        "older": visit.frame.query(district="", before=page.next) if page.next else "",
        "to": visit.request.GET.get("to", "")[:60],
        "message_max": MESSAGE_MAX,
        "title_max": TITLE_MAX,
    }
    return visit.render("society/messages.html", "messages", context)


@of_network
def conversation(visit: Visit, number: int) -> HttpResponse:
    """Show what was written in a conversation, the newest last: `?before=` goes back. Looking at it marks nothing."""
    if visit.frame.user is None:
        return _sign_in(visit)
    view: ConversationView = found_or_404(conversation_view(visit.viewer, number), f"no conversation {number} of yours")
    before = number_of_query(visit.request.GET.get("before", ""))
    page = messages_in(visit.viewer, number, before=before, limit=MESSAGES_A_PAGE)
    you, now_s = visit.viewer.account, visit.frame.moment.sim_time
    known = faces(visit.frame, [*view.members, *(message.sender for message in page.items)], you=you)
    written = [
        {
            "number": str(message.number),
            "sender": known[message.sender.number],
            "is_mine": message.sender.number == you,
            "text": message.text,
            "time": until_text(message.sim_time, now_s),
            "iso": world_time(message.sim_time),
        }
        for message in page.items
    ]
    context = {
        "conversation": {"number": str(number), "title": title_of(view, you), "is_group": view.is_group},
        "members": [known[member.number] for member in view.members],
        "written": written,
        "older": visit.frame.query(district="", before=page.next) if page.next else "",
        "later": visit.request.path if before else "",
        "message_max": MESSAGE_MAX,
        "upto": str(page.items[-1].number) if page.items and not before else "",
        "unread_here": 0 if before else view.unread,
    }
    return visit.render("society/conversation.html", "messages", context)


@of_network
def notices(visit: Visit) -> HttpResponse:
    """List what others did that concerns the reader, the latest first. Looking at it marks nothing."""
    if visit.frame.user is None:
        return _sign_in(visit)
    before = number_of_query(visit.request.GET.get("before", ""))
    page = notices_of(visit.viewer, before=before, limit=NOTICES_A_PAGE)
    known = faces(visit.frame, [notice.actor for notice in page.items], you=visit.viewer.account)
    rows = [_notice(visit, notice, known[notice.actor.number].href) for notice in page.items]
    told = [row | {"actor": known[notice.actor.number]} for row, notice in zip(rows, page.items, strict=True)]
    context = {
        "told": told,
        "older": visit.frame.query(district="", before=page.next) if page.next else "",
        "upto": str(page.items[0].number) if not before and any(notice.is_new for notice in page.items) else "",
    }
    return visit.render("society/notices.html", "notices", context)


def title_of(view: ConversationView, you: int) -> str:
    """Name a conversation: a group by its title, one of two by the other."""
    others = [member.display_name for member in view.members if member.number != you]
    return view.title if view.is_group else ", ".join(others)


def _rows(visit: Visit, views: list[ConversationView]) -> list[dict[str, Any]]:
    you, now_s = visit.viewer.account, visit.frame.moment.sim_time
    known = faces(visit.frame, [member for view in views if not view.is_group for member in view.members], you=you)
    rows = []
    for view in views:
        other = next((member.number for member in view.members if member.number != you), 0)
        rows.append(
            {
                "title": title_of(view, you),
                "number": str(view.number),
                "href": reverse("conversation", args=[visit.frame.run.pk, view.number]) + "#write",
                "avatar": known[other].avatar if other in known and not view.is_group else "",
                "last": cut(view.last.text, EXCERPT) if view.last else "",
                "time": until_text(view.last.sim_time, now_s) if view.last else "",
                "iso": world_time(view.last.sim_time) if view.last else "",
                "unread": view.unread,
            }
        )
    return rows


def _notice(visit: Visit, notice: NoticeView, account_href: str) -> dict[str, Any]:
    run_id, href = visit.frame.run.pk, account_href
    if notice.kind == NoticeKind.GROUP:
        href = reverse("messages", args=[run_id])
    elif notice.post:
        anchor = f"#comment-{notice.comment}" if notice.comment else ""
        href = reverse("post", args=[run_id, notice.post]) + anchor
    return {
        "number": str(notice.number),
        "href": href,
        "sentence": NOTICES[NoticeKind(notice.kind)] % {"name": notice.actor.display_name},
        "text": cut(notice.text, EXCERPT),
        "is_new": notice.is_new,
        "time": until_text(notice.sim_time, visit.frame.moment.sim_time),
        "iso": world_time(notice.sim_time),
    }


def _sign_in(visit: Visit) -> HttpResponse:
    return redirect_to_login(visit.request.get_full_path(), reverse("sign_in"))
