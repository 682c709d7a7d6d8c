"""What `docker/` promises, read from its files: there is no Docker engine where they are written."""

import ast
import re
from typing import Any, Final

import pytest
import yaml

from society.development import programs
from society.settings.environment import VARIABLES
from tests.architecture.sources import ROOT

FOLDER: Final = ROOT / "docker"
COMPOSE: Final[dict[str, Any]] = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: Final[dict[str, dict[str, Any]]] = COMPOSE["services"]
OURS: Final = ("migrate", "web", "rest", "engine", "worker", "beat")
WITHOUT_HEALTH: Final = {"migrate": "it ends", "beat": "it answers nobody"}
DOCKERFILE: Final = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
NGINX: Final = (FOLDER / "nginx.conf").read_text(encoding="utf-8")


def location(path: str) -> str:
    """Give the body of a location of nginx."""
    found = re.search(rf"location (?:= )?{re.escape(path)} {{(.*?)}}", NGINX, re.DOTALL)
    assert found, path
    return found[1]


def test_the_installation_has_every_process() -> None:
    assert set(SERVICES) == {"postgres", "redis", "qdrant", "nginx", *OURS}


def test_one_image_has_many_commands() -> None:
    assert {SERVICES[name]["image"] for name in OURS} == {"ai-society"}
    assert len({str(SERVICES[name]["command"]) for name in OURS}) == len(OURS)


def test_commands_are_those_that_make_dev_runs() -> None:
    wanted = {
        program.name: list(program.command[2:]) for program in programs(host="0.0.0.0", port=8000, engine_workers=1)
    }

    assert SERVICES["web"]["command"] == wanted["web"]
    assert SERVICES["engine"]["command"] == wanted["engine-1"]
    assert SERVICES["worker"]["command"] == wanted["worker"]
    assert SERVICES["beat"]["command"] == wanted["beat"]
    assert "python manage.py migrate" in str(SERVICES["migrate"]["command"])
    assert "python manage.py schedule_tasks" in str(SERVICES["migrate"]["command"])


@pytest.mark.parametrize("name", [name for name in SERVICES if name not in WITHOUT_HEALTH])
def test_each_service_has_a_health_check_with_the_agreed_times(name: str) -> None:
    check = SERVICES[name]["healthcheck"]

    assert check["test"]
    assert (check["interval"], check["timeout"], check["retries"]) == (
        "${HEALTH_INTERVAL:-30s}",
        "${HEALTH_TIMEOUT:-10s}",
        "${HEALTH_RETRIES:-3}",
    )


@pytest.mark.parametrize("name", ["web", "rest"])
def test_the_web_is_asked_for_its_health_in_python_because_the_image_has_no_curl(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"] == ["CMD", "python", "docker/probe.py"]
    assert "/health" in ast.unparse(ast.parse((FOLDER / "probe.py").read_text(encoding="utf-8")))
    assert "COPY docker/probe.py docker/" in DOCKERFILE


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "migrate"])
def test_each_service_is_started_again_unless_somebody_stopped_it(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_things_start_in_order_of_health() -> None:
    assert SERVICES["migrate"]["depends_on"]["postgres"] == {"condition": "service_healthy"}
    assert {SERVICES[name]["depends_on"]["migrate"]["condition"] for name in OURS[1:]} == {
        "service_completed_successfully"
    }
    assert SERVICES["nginx"]["depends_on"] == {name: {"condition": "service_healthy"} for name in ("web", "rest")}


def test_what_must_outlive_a_container_has_a_named_volume() -> None:
    stores = ["postgres", "redis", "qdrant"]
    assert set(COMPOSE["volumes"]) == {*stores, "exports", "media"}
    assert [SERVICES[name]["volumes"][0].split(":")[0] for name in stores] == stores


def test_the_web_sends_the_files_that_the_worker_makes_and_the_pictures_that_people_uploaded() -> None:
    folder = "exports:/app/var/exports"

    assert (SERVICES["rest"]["volumes"], SERVICES["worker"]["volumes"]) == ([folder, "media:/media"], [folder])
    assert "mkdir -p var/exports && chown -R 10001 var" in DOCKERFILE
    assert SERVICES["rest"]["environment"]["MEDIA_ROOT"] == "${MEDIA_ROOT:-/media}"


def test_each_service_is_told_to_read_the_settings_that_it_is_given() -> None:
    postgres, nginx = SERVICES["postgres"], SERVICES["nginx"]

    assert f"./postgresql.conf:{postgres['command'][-1].removeprefix('config_file=')}:ro" in postgres["volumes"]
    assert "./nginx.conf:/etc/nginx/nginx.conf:ro" in nginx["volumes"]


def test_only_the_proxy_is_published_and_only_here_by_default() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert published == {"nginx": ["${HTTP_BIND:-127.0.0.1}:${HTTP_PORT:-8080}:8080"]}
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert [name for name in ("postgres", "redis", "qdrant") if SERVICES[name]["networks"] != ["inside"]] == []


@pytest.mark.parametrize("name", [*OURS, "nginx"])
def test_our_processes_may_do_little(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_image_is_slim_and_runs_as_nobody_special() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    users = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)

    assert {base.split("-")[1] for base in bases} == {"slim"}
    assert users == ["10001"]
    assert "--require-hashes" in DOCKERFILE


def test_nothing_but_what_is_named_gets_into_the_image() -> None:
    copied = re.findall(r"^COPY (?!--from)(\S+)", DOCKERFILE, re.MULTILINE)

    assert "." not in copied
    assert [entry for entry in copied if not (ROOT / entry).exists()] == []


@pytest.mark.parametrize("image", sorted({service["image"] for service in SERVICES.values()} - {"ai-society"}))
def test_images_of_others_are_pinned(image: str) -> None:
    assert re.search(r":v?\d", image)


def test_secrets_are_demanded_and_never_written_down() -> None:
    environment = SERVICES["web"]["environment"]

    assert environment["SECRET_KEY"].startswith("${SECRET_KEY:?")
    assert SERVICES["postgres"]["environment"]["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert "${POSTGRES_PASSWORD:?" in environment["DATABASE_URL"]


def test_whatever_is_set_is_a_setting() -> None:
    assert set(SERVICES["web"]["environment"]) <= {variable.name for variable in VARIABLES}


@pytest.mark.parametrize(
    "header", ["Host", "X-Real-IP", "X-Forwarded-For", "X-Forwarded-Proto", "Upgrade", "Connection"]
)
def test_the_proxy_tells_the_web_who_asks(header: str) -> None:
    assert len(re.findall(rf"^ +proxy_set_header {header} ", NGINX, re.MULTILINE)) == 1


@pytest.mark.parametrize("path", ["/api/stream", "/api/inbox"])
def test_the_proxy_leads_sockets_to_the_process_that_keeps_them(path: str) -> None:
    assert "proxy_pass http://web;" in location(path)


@pytest.mark.parametrize("path", ["/api/", "/w/", "/admin/", "/static/", "/health", "/"])
def test_the_proxy_leads_everything_else_to_the_quicker_server(path: str) -> None:
    assert "proxy_pass http://rest;" in location(path)


def test_pages_and_rest_are_served_by_the_configuration_that_comes_along() -> None:
    assert SERVICES["rest"]["command"] == ["gunicorn", "-c", "python:society.rest", "society.wsgi:application"]


def test_the_proxy_keeps_sockets_open_and_holds_nothing_back() -> None:
    for path in ("/api/stream", "/api/inbox"):
        assert "proxy_read_timeout 1h;" in location(path)
        assert "proxy_buffering off;" in location(path)


def test_the_proxy_denies_metrics() -> None:
    assert "return 403;" in location("/metrics")
    assert "proxy_pass" not in location("/metrics")
