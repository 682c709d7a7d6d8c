"""Make a login that may steer runs."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from society.identity.leaving import sign_out_everywhere
from society.identity.passwords import unlock
from society.models import EndReason
from streams.models import Role, User


class Command(BaseCommand):
    """Create an operator, or give an existing login its role and a new password."""

    help = "Create a login with a role. The password is asked for, or read from standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", choices=Role.values, default=Role.OPERATOR.value)

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].lower()
        password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        user = User.objects.filter(email=email).first() or User(email=email)
        try:
            validate_email(email)
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        is_new = user.pk is None
        user.role = options["role"]
        user.is_superuser = user.role == Role.ADMIN
        user.set_password(password)
        user.save()
        if not is_new:  # what was begun with the old password ends with it
            sign_out_everywhere(user, EndReason.PASSWORD)
            unlock(user)
        self.stdout.write(f"{'Created' if is_new else 'Changed'} {email}: {user.role}.")
