"""The admin's site: unfold's look with this project's navigation, and what its scripts need of the security policy.

It knows no model, because Django makes the site before it looks for what is registered there.
"""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from csp.decorators import csp_update
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from society.settings.security import ADMIN_POLICY

if TYPE_CHECKING:  # unfold is published without types; its site is Django's with another look
    _Site = AdminSite
else:
    from unfold.sites import UnfoldAdminSite as _Site

# (heading, (model, icon)...): every model that is registered stands in one group, in the order of an operator's questions.
NAVIGATION: Final[tuple[tuple[Promise, tuple[tuple[str, str], ...]], ...]] = (
    (
        _("Runs"),
        (
            ("streams.run", "play_circle"),
            ("streams.inbox", "inbox"),
            ("streams.runclock", "schedule"),
            ("streams.runhead", "flag"),
            ("streams.runlease", "key"),
        ),
    ),
    (
        _("Town"),
        (
            ("world.resident", "person"),
            ("world.residentstate", "directions_walk"),
            ("world.actionlog", "list_alt"),
            ("world.talk", "record_voice_over"),
            ("world.tie", "diversity_3"),
            ("world.place", "storefront"),
            ("world.placestate", "store"),
            ("world.placehour", "local_fire_department"),
            ("world.path", "route"),
            ("world.ledgerentry", "payments"),
            ("world.townhour", "savings"),
            ("world.measure", "campaign"),
            ("world.placechange", "edit_location"),
            ("world.homechange", "night_shelter"),
            ("world.moneyflow", "sync_alt"),
            ("world.employment", "work"),
            ("world.loan", "handshake"),
            ("world.item", "inventory_2"),
            ("world.townday", "calendar_month"),
        ),
    ),
    (
        _("Minds"),
        (
            ("streams.account", "badge"),
            ("world.move", "luggage"),
            ("world.hardship", "sentiment_dissatisfied"),
            ("world.balanceswitch", "toggle_on"),
            ("world.removal", "logout"),
            ("world.personachange", "manage_accounts"),
            ("agents.agent", "psychology"),
            ("agents.watch", "visibility"),
            ("agents.decision", "alt_route"),
            ("agents.body", "sports_esports"),
            ("agents.agentstate", "cognition"),
            ("agents.saying", "chat_bubble"),
            ("agents.memory", "history_edu"),
            ("agents.appointment", "event"),
        ),
    ),
    (
        _("Social network"),
        (
            ("streams.post", "article"),
            ("streams.comment", "comment"),
            ("streams.like", "favorite"),
            ("streams.repost", "repeat"),
            ("streams.postcount", "123"),
            ("streams.posttoken", "search"),
            ("streams.follow", "person_add"),
            ("streams.block", "block"),
            ("streams.accountcount", "leaderboard"),
            ("streams.conversation", "forum"),
            ("streams.participant", "groups"),
            ("streams.message", "mail"),
            ("streams.notice", "notifications"),
            ("streams.report", "flag_circle"),
            ("streams.sanction", "gavel"),
            ("streams.membership", "how_to_reg"),
            ("streams.readmark", "mark_email_read"),
            ("streams.storedfile", "image"),
        ),
    ),
    (
        _("Record"),
        (
            ("streams.event", "receipt_long"),
            ("streams.step", "stairs"),
            ("streams.snapshot", "photo_camera"),
            ("streams.archiveday", "archive"),
            ("streams.archiveblock", "inventory_2"),
            ("streams.archivehead", "fact_check"),
        ),
    ),
    (
        _("Logins"),
        (
            ("streams.user", "group"),
            ("streams.onetimelink", "link"),
            ("society.clientsignin", "devices"),
            ("society.apikey", "key_vertical"),
            ("society.socketticket", "confirmation_number"),
            ("society.secondfactor", "phonelink_lock"),
            ("society.recoverycode", "password"),
            ("society.signingkey", "vpn_key"),
            ("axes.accessattempt", "lock_clock"),
        ),
    ),
    (
        _("Operations"),
        (
            ("auditlog.logentry", "policy"),
            ("society.failedtask", "report"),
            ("society.exportjob", "download"),
            ("django_celery_beat.periodictask", "event_repeat"),
            ("django_celery_beat.intervalschedule", "timer"),
            ("django_celery_beat.crontabschedule", "calendar_month"),
            ("django_celery_beat.solarschedule", "wb_twilight"),
            ("django_celery_beat.clockedschedule", "alarm"),
        ),
    ),
)


class TownAdminSite(_Site):
    """The site of `/admin/`."""

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """Let the scripts of this page, and of no other, do what they need; note what is done here, and by whom."""
        return csp_update(ADMIN_POLICY)(super().admin_view(_audited(view), cacheable))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send whoever is no operator to the site's own page: there is one way in."""
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"), reverse("sign_in"))


def _audited(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def audited(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        from society.identity.audit import acting  # knows models, which this module is imported before

        with acting(request):
            return view(request, *args, **kwargs)

    return audited


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """List the start page and every model that the reader may see, grouped; what nobody grouped stands at the end."""
    from django.contrib import admin

    models = {model._meta.label_lower: model for model in admin.site._registry}
    start = {"title": _("Start"), "icon": "home", "link": reverse("admin:index")}
    groups = [
        (title, [(models.pop(name), icon) for name, icon in group if name in models]) for title, group in NAVIGATION
    ]
    groups.append((_("Other"), [(model, "table") for model in models.values()]))
    return [
        {"items": [start]},
        *(
            {"title": title, "collapsible": False, "items": [_item(request, model, icon) for model, icon in group]}
            for title, group in groups
        ),
    ]


def _item(request: HttpRequest, model: Any, icon: str) -> dict[str, Any]:
    meta = model._meta
    link = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    may_view = request.user.has_perm(f"{meta.app_label}.view_{meta.model_name}")
    return {
        "title": str(meta.verbose_name_plural).capitalize(),
        "icon": icon,
        "link": link,
        # not by the address's beginning: /step/ would then also be lit by /step/...
        "active": request.path.startswith(link),
        "permission": lambda _request: may_view,
    }
