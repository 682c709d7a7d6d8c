"""Have tokens signed by a new key."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from society.identity.signing_keys import REMEMBERED_S, rotate
from society.identity.tokens import REFRESH_S


class Command(BaseCommand):
    """Make a new signing key; the old ones verify until their last token has run out."""

    help = (
        "Have tokens signed by a new key. Tokens of the old keys are accepted until they run out, unless --forget-old "
        "throws these away, because somebody else may have them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--forget-old", action="store_true", help="refuse every token that was signed before")

    def handle(self, *args: Any, **options: Any) -> None:
        kid = rotate(tokens_last_s=REFRESH_S, forget_old=options["forget_old"])
        what = (
            "Every token signed before is refused: all clients must sign in again."
            if options["forget_old"]
            else f"Tokens signed before are accepted until they run out, at most {REFRESH_S // 86_400} days."
        )
        self.stdout.write(f"Tokens are signed by key {kid} from now on. {what}")
        self.stdout.write(f"Other processes notice within {REMEMBERED_S:g} seconds.")
