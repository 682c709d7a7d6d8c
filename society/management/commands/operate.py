"""Operate a run from a terminal: every command that operators have, appended to its inbox as pages and the API do it."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from pydantic import BaseModel, ValidationError

from agents.errors import PersonaFileError, TooManyWatched
from agents.services.inviting import AT_ONCE_MAX, FORMATS, invitations_of, invite
from agents.services.watching import stop_watching, watch
from society.management.runs import find_run
from society.operations.steering import COMMANDS, refusal_of, shortfall_of, steer
from streams.models import Inbox, Outcome, Run, User
from streams.services.inbox import RunEndedError, WorldPausedError
from streams.writer.part import CommandKind
from world.commands import DIRECT
from world.people import AddBody
from world.people.ordering import order_of_words
from world.selectors.moments import present
from world.selectors.residents import resident_view

_JSON_STARTS: Final = ("[", "{")
_COMMON: Final = ArgumentParser(add_help=False)
_COMMON.add_argument("--run", type=int, help="id of the run (default: the default run)")
_COMMON.add_argument("--by", default="", metavar="EMAIL", help="the operator's login, for the record and the audit log")


class Command(BaseCommand):
    """Send one command, or invite several people, and tell what became of it."""

    help = "Operate a run: order, add, change and remove agents, build, announce, set rules. Each thing has a --help."

    def add_arguments(self, parser: ArgumentParser) -> None:
        things = parser.add_subparsers(dest="doing", required=True, metavar="WHAT")
        for name, kind in COMMANDS.items():
            summary = (kind.body.__doc__ or "").partition("\n")[0]
            _add_fields(things.add_parser(name, parents=[_COMMON], help=summary, description=kind.body.__doc__), kind)
        tell = things.add_parser("tell", parents=[_COMMON], help="Order an agent in plain words, English or Chinese.")
        tell.add_argument("resident", type=int)
        tell.add_argument("text", nargs="+")
        for name in ("watch", "unwatch"):
            one = things.add_parser(name, parents=[_COMMON], help=f"{name.capitalize()} an agent (needs --by).")
            one.add_argument("resident", type=int)
        generate = things.add_parser("generate", parents=[_COMMON], help="Let drawn people move in.")
        generate.add_argument("count", type=int)
        for name in ("occupation", "gender", "age"):
            generate.add_argument(f"--{name}")
        files = things.add_parser("import", parents=[_COMMON], help="Let the people of a CSV or JSON file move in.")
        files.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        run, user, doing = find_run(options["run"]), _operator(options["by"]), options["doing"]
        others = {
            "tell": self._tell,
            "watch": self._watch,
            "unwatch": self._watch,
            "generate": self._generate,
            "import": self._import,
        }
        if doing in others:
            others[doing](run, user, options)
            return
        kind = COMMANDS[doing]
        given = {name: _read(value) for name in kind.body.model_fields if (value := options.get(name)) is not None}
        self._send(run, kind, _body(kind.body, given), user)

    def _send(self, run: Run, kind: CommandKind, body: BaseModel, user: User | None) -> None:
        try:
            receipt = steer(run, kind, body, user=user)
        except (RunEndedError, WorldPausedError, ValueError) as refused:
            raise CommandError(str(refused)) from None
        self._told(receipt)

    def _told(self, receipt: Inbox) -> None:
        if why := refusal_of(receipt):
            raise CommandError(f"{receipt.kind} was refused (receipt {receipt.pk}): {why}")
        if receipt.outcome == Outcome.PENDING:
            self.stdout.write(
                f"{receipt.kind} is noted (receipt {receipt.pk}), but no engine has answered yet: it is done as soon as one "
                "drives the run (make run, or manage.py simulate --step 1)."
            )
            return
        result = json.loads(receipt.result)
        said = ", ".join(f"{name} {value}" for name, value in result.items()) or "no more to say"
        self.stdout.write(f"{receipt.kind} is done (receipt {receipt.pk}): {said}.")
        if why := shortfall_of(receipt, result):
            self.stdout.write(f"But: {why}")

    def _tell(self, run: Run, user: User | None, options: dict[str, Any]) -> None:
        moment, text = present(run), " ".join(options["text"])
        if resident_view(moment, options["resident"]) is None:
            raise CommandError(
                f"{run} has no resident {options['resident']}: its pages and exports list their numbers."
            )
        order = order_of_words(moment, options["resident"], text)
        if order is None:
            raise CommandError(
                f"{text!r} says neither what to do nor where, nor to whom: try 'go to the park' or 'eat'."
            )
        self._send(run, DIRECT, order, user)

    def _watch(self, run: Run, user: User | None, options: dict[str, Any]) -> None:
        if user is None:
            raise CommandError("Whose list is meant? Give --by with the operator's e-mail address.")
        number = options["resident"]
        if options["doing"] == "unwatch":
            stop_watching(user, run, number)
            self.stdout.write(f"{user} does not watch resident {number} any more.")
            return
        if resident_view(present(run), number) is None:
            raise CommandError(f"{run} has no resident {number}: its pages and exports list their numbers.")
        try:
            watch(user, run, number)
        except TooManyWatched as full:
            raise CommandError(str(full)) from None
        self.stdout.write(f"{user} watches resident {number}.")

    def _generate(self, run: Run, user: User | None, options: dict[str, Any]) -> None:
        if not 1 <= options["count"] <= AT_ONCE_MAX:
            raise CommandError(f"{options['count']} people cannot be let in at once: give 1 to {AT_ONCE_MAX}.")
        given = {name: options[name] for name in ("occupation", "gender", "age") if options[name] is not None}
        self._invite(run, user, [_body(AddBody, given)] * options["count"])

    def _import(self, run: Run, user: User | None, options: dict[str, Any]) -> None:
        file: Path = options["file"]
        form = file.suffix.lower().removeprefix(".")
        if form not in FORMATS:
            raise CommandError(f"{file} is neither .csv nor .json: export_personas writes both.")
        try:
            bodies = invitations_of(run, file.read_text(encoding="utf-8"), form)
        except (OSError, UnicodeDecodeError, PersonaFileError) as wrong:
            raise CommandError(str(wrong)) from None
        self._invite(run, user, bodies)

    def _invite(self, run: Run, user: User | None, bodies: Sequence[AddBody]) -> None:
        try:
            receipts = invite(run, bodies, user=user)
        except (RunEndedError, WorldPausedError, ValueError) as refused:
            raise CommandError(str(refused)) from None
        for receipt in receipts:
            if why := refusal_of(receipt):
                self.stderr.write(f"receipt {receipt.pk} was refused: {why}")
        came = sum(receipt.outcome == Outcome.APPLIED for receipt in receipts)
        waiting = sum(receipt.outcome == Outcome.PENDING for receipt in receipts)
        self.stdout.write(
            f"{came} moved in, {waiting} wait for an engine, {len(receipts) - came - waiting} were refused."
        )


def _add_fields(parser: ArgumentParser, kind: CommandKind) -> None:
    for name, field in kind.body.model_fields.items():
        parser.add_argument(
            f"--{name.replace('_', '-')}", dest=name, required=field.is_required(), help="lists and tables as JSON"
        )


def _read(text: str) -> Any:
    """Read lists and tables, which are written as JSON; leave other values to the command's body."""
    if not text.startswith(_JSON_STARTS):
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError as wrong:
        raise CommandError(f"{text!r} is not JSON: {wrong}") from None


def _body(body: type[BaseModel], given: dict[str, Any]) -> Any:
    try:
        return body.model_validate(given)
    except ValidationError as wrong:
        faults = [f"{'.'.join(map(str, fault['loc'])) or 'together'}: {fault['msg']}" for fault in wrong.errors()]
        raise CommandError("This cannot be asked for. " + "; ".join(faults)) from None


def _operator(email: str) -> User | None:
    """Find the login that is meant; none is given for what is done by nobody in particular."""
    if not email:
        return None
    user = User.objects.filter(email__iexact=email).first()
    if user is None or not user.is_operator:
        raise CommandError(f"{email} is no operator's login: create_operator makes one.")
    return user
