"""Every address of the site but the admin's, and who may use which method there. What is missing here fails the tests.

The admin is for operators only, page by page: tests/society/access/test_pages.py.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver

from streams.models import Role

OPEN = "anybody, whatever PUBLIC_READ says"
READ = "everybody, or with PUBLIC_READ off whoever is signed in"
SIGNED = "whoever is signed in"
MINE = "members"
STEERED = "operators"

ALLOWED: Final[Mapping[str, frozenset[Role | None]]] = {
    OPEN: frozenset({None, *Role}),
    READ: frozenset({None, *Role}),
    SIGNED: frozenset(Role),
    MINE: frozenset({Role.MEMBER, Role.OPERATOR, Role.ADMIN}),
    STEERED: frozenset({Role.OPERATOR, Role.ADMIN}),
}

API: Final[Mapping[str, Mapping[str, str]]] = {
    "world_control": {"post": STEERED},
    "world_time_scale": {"put": STEERED},
    "run_fork": {"post": STEERED},
    "export_agents": {"get": READ, "post": SIGNED},
    "export_conversations": {"get": READ, "post": SIGNED},
    "export_social_network": {"get": READ, "post": SIGNED},
    "export_events": {"get": READ, "post": SIGNED},
    "export_run": {"get": STEERED, "post": STEERED},
    "export_jobs": {"get": SIGNED},
    "export_job": {"get": SIGNED, "delete": SIGNED},
    "export_job_file": {"get": SIGNED},
    "auth_register": {"post": OPEN},
    "auth_login": {"post": OPEN},
    "auth_refresh": {"post": OPEN},
    "auth_logout": {"post": SIGNED},
    "auth_password_change": {"post": SIGNED},
    "auth_password_reset": {"post": OPEN},
    "auth_password_reset_confirm": {"post": OPEN},
    "auth_keys": {"get": SIGNED, "post": SIGNED},
    "auth_key": {"delete": SIGNED},
    "auth_ws_ticket": {"post": SIGNED},
    "auth_me": {"get": SIGNED, "patch": SIGNED},
    "files": {"get": MINE, "post": MINE},
    "file": {"delete": MINE},
    "me_avatar": {"post": MINE, "delete": MINE},
    "runs": {"get": READ},
    "run": {"get": READ},
    "receipt": {"get": READ},
    "posts": {"get": READ, "post": MINE},
    "post": {"get": READ, "delete": MINE},
    "comments": {"get": READ, "post": MINE},
    "post_like": {"get": READ, "post": MINE, "delete": MINE},
    "post_repost": {"post": MINE, "delete": MINE},
    "comment": {"get": READ, "delete": MINE},
    "feed": {"get": READ},
    "search": {"get": READ},
    "trending": {"get": READ},
    "accounts": {"get": READ},
    "account": {"get": READ},
    "account_follow": {"post": MINE, "delete": MINE},
    "account_block": {"post": MINE, "delete": MINE},
    "account_followers": {"get": READ},
    "account_following": {"get": READ},
    "account_posts": {"get": READ},
    "me": {"get": MINE, "post": MINE, "patch": MINE},
    "me_blocks": {"get": MINE},
    "notices": {"get": MINE},
    "notices_read": {"post": MINE},
    "messages": {"get": MINE, "post": MINE},
    "messages_unread": {"get": MINE},
    "conversation": {"get": MINE, "post": MINE},
    "messages_read": {"post": MINE},
    "groups": {"post": MINE},
    "group": {"get": MINE, "delete": MINE},
    "group_members": {"post": MINE},
    "reports": {"get": STEERED, "post": MINE},
    "report_decision": {"post": STEERED},
    "sanctions": {"get": STEERED, "post": STEERED},
    "sanction": {"delete": STEERED},
    "moderation_acts": {"get": STEERED},
    "world_status": {"get": READ},
    "world_clock": {"get": READ},
    "locations": {"get": READ, "post": STEERED},
    "location": {"get": READ, "put": STEERED, "patch": STEERED, "delete": STEERED},
    "world_measures": {"get": READ},
    "world_measure": {"delete": STEERED},
    "world_weather": {"post": STEERED},
    "world_rules": {"post": STEERED},
    "world_events": {"post": STEERED},
    "world_broadcasts": {"post": STEERED},
    "stats_economy": {"get": READ},
    "agents": {"get": READ, "post": STEERED},
    "agents_generate": {"post": STEERED},
    "agents_import": {"post": STEERED},
    "agents_watched": {"get": STEERED},
    "agent_watch": {"post": STEERED, "delete": STEERED},
    "agent_count": {"get": READ},
    "agent_occupations": {"get": READ},
    "agent": {"get": READ, "put": STEERED, "delete": STEERED},
    "agent_activities": {"get": READ},
    "agent_day": {"get": READ},
    "agent_trajectory": {"get": READ},
    "agent_why": {"get": READ},
    "agent_ledger": {"get": READ},
    "agent_command": {"post": STEERED},
    "agent_dealings": {"post": STEERED},
    "agent_relationships": {"get": READ},
    "agent_relationship": {"get": READ},
    "agent_memories": {"get": STEERED},
    "agent_conversations": {"get": READ},
    "agent_appointments": {"get": READ},
    "agent_inventory": {"get": READ},
    "bodies": {"get": READ, "post": MINE},
    "body": {"get": READ, "delete": MINE},
    "body_observation": {"get": MINE},
    "body_decision": {"post": MINE},
    "talks": {"get": READ},
    "talks_active": {"get": READ},
    "talk": {"get": READ},
    "talks_between": {"get": READ},
    "population_report": {"get": READ},
    "population_gaps": {"get": READ},
    "population_isolates": {"get": READ},
    "population_imbalances": {"get": READ},
    "population_balance_start": {"post": STEERED},
    "population_balance_stop": {"post": STEERED},
    "stats_social": {"get": READ},
}
"""By name of an address under /api."""

PAGES: Final[Mapping[str, Mapping[str, str]]] = {
    "health": {"get": OPEN},
    "ready": {"get": OPEN},
    "schema": {"get": OPEN},
    "docs": {"get": OPEN},
    "worlds": {"get": READ},
    "run": {"get": OPEN},  # leads on to the town
    "town": {"get": READ},
    "town_paths": {"get": READ},
    "town_state": {"get": READ},
    "town_words": {"get": READ},
    "districts": {"get": READ},
    "downloads": {"get": READ},
    "downloads_ask": {"post": SIGNED},
    "downloads_drop": {"post": SIGNED},
    "control": {"post": STEERED},
    "building": {"post": STEERED},
    "operate": {"post": STEERED},
    "watch_resident": {"post": STEERED},
    "measure": {"post": STEERED},
    "residents": {"get": READ},
    "resident": {"get": READ},
    "live": {"get": READ},
    "take_away": {"post": STEERED},
    "places": {"get": READ},
    "place": {"get": READ},
    "memories": {"get": STEERED},
    "money": {"get": READ},
    "relations": {"get": READ},
    "relations_of": {"get": READ},
    "relation": {"get": READ},
    "why": {"get": READ},
    "economy": {"get": READ},
    "population": {"get": READ},
    "footfall": {"get": READ},
    "stories": {"get": READ},
    "talks": {"get": READ},
    "talk": {"get": READ},
    "feed": {"get": READ},
    "post": {"get": READ},
    "search": {"get": READ},
    "account": {"get": READ},
    "followers": {"get": READ},
    "following": {"get": READ},
    "messages": {"get": SIGNED},
    "conversation": {"get": SIGNED},
    "notices": {"get": SIGNED},
    "unread": {"get": SIGNED},
    "mark_read": {"post": SIGNED},
    "join": {"get": MINE, "post": MINE},
    "act": {"post": MINE},
    "report": {"get": READ, "post": READ},  # says itself to whom it is closed
    "moderation": {"get": STEERED},
    "judge": {"post": STEERED},
    "sign_in": {"get": OPEN, "post": OPEN},
    "sign_up": {"get": OPEN, "post": OPEN},
    "forgotten_password": {"get": OPEN, "post": OPEN},
    "choose_new_password": {"get": OPEN, "post": OPEN},
    "own_account": {"get": SIGNED},
    "own_language": {"post": SIGNED},
    "own_leave": {"post": SIGNED},
    "own_keys": {"post": SIGNED},
    "own_key_revoke": {"post": SIGNED},
    "own_factor": {"get": SIGNED, "post": SIGNED},
    "own_factor_change": {"post": SIGNED},
    "own_password": {"post": SIGNED},
    "second_step": {"get": OPEN, "post": OPEN},
    "sign_out": {"post": OPEN},
    "enter": {"get": OPEN, "post": OPEN},
    "avatar": {"get": OPEN},
    "media": {"get": READ},
    "set_language": {"post": OPEN},
}
"""By name of an address outside /api."""


def named_addresses() -> tuple[dict[str, str], dict[str, str]]:
    """List the patterns that the site really has, by name: under /api, and outside; the admin's are left out."""
    under: dict[str, str] = {}
    outside: dict[str, str] = {}
    for route, pattern in _walk(get_resolver().url_patterns, ""):
        name = str(pattern.name)
        (under if _is_api(route) else outside)[name] = route
    under.pop("nowhere")
    return under, outside


def _is_api(route: str) -> bool:
    return route.startswith("api/") and route not in ("api/schema/", "api/docs/")


def _walk(patterns: Any, before: str) -> Iterator[tuple[str, URLPattern]]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route, one
        elif isinstance(one, URLResolver) and one.app_name != "admin":
            yield from _walk(one.url_patterns, route)
