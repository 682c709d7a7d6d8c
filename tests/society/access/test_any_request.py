"""Any request that the schema allows gets an answer that the schema describes, and never a 500.

Requests are drawn from the schema itself: right ones and wrong ones, as an operator with a token of her own. An engine
answers what is sent to the run.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from society.identity import tokens
from streams.models import Role, User
from tests.lived_town import EngineAtHand
from tests.society.access.table import API, named_addresses

PROMISES: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
DRAWS: Final = 5
MANY_DRAWS: Final = 150
OPERATIONS: Final = [(name, method) for name, methods in API.items() for method in methods]


@pytest.fixture(scope="module")
def described(schema: Any) -> Any:
    """Read the schema as a client does."""
    read = schemathesis.openapi.from_dict(schema)
    read.app = WSGIHandler()
    return read


@pytest.fixture(autouse=True)
def _connection_stays() -> Iterator[None]:
    """Let no request end the test's own connection, and with it all that is in memory."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def operator(engine_at_hand: EngineAtHand) -> dict[str, str]:
    """Sign an operator in."""
    user = User.objects.create_user("anybody@example.org", "a long enough one", role=Role.OPERATOR)
    return {"Authorization": f"Bearer {tokens.begin(user).access}"}


def try_out(described: Any, operator: dict[str, str], name: str, method: str, draws: int) -> None:
    path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", f"/{named_addresses()[0][name]}")
    strategy = described[path][method.upper()].as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)
    right = described[path][method.upper()].as_strategy()

    @settings(
        max_examples=draws,
        derandomize=True,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=right | strategy)
    def ask(case: Any) -> None:
        case.call_and_validate(headers=operator, checks=PROMISES)

    ask()


@pytest.mark.parametrize(("name", "method"), OPERATIONS)
def test_a_few_requests_of_each_kind(described: Any, operator: dict[str, str], name: str, method: str) -> None:
    try_out(described, operator, name, method, DRAWS)


@pytest.mark.long
@pytest.mark.parametrize(("name", "method"), OPERATIONS)
def test_many_requests_of_each_kind(described: Any, operator: dict[str, str], name: str, method: str) -> None:
    try_out(described, operator, name, method, MANY_DRAWS)
