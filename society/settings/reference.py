"""Write `.env.example` and `docs/settings.md` from the table of variables: `python -m society.settings.reference`.

A test compares the files with what these functions return, so the three never drift apart.
"""

from collections.abc import Iterator

from society.settings.environment import ROOT, VARIABLES
from society.settings.variable import Variable

_DOCS_HEAD = """\
# Settings

Everything that can be set from outside, in the process's environment or in a file `.env` beside `manage.py`
(copy `.env.example`). The environment wins over the file. A value that is not allowed, a misspelt line and an unknown
name in `.env` stop the start with a sentence that says what is allowed; an empty value means "not set".

A secret can also be kept in a file of its own: `SECRET_KEY_FILE=/run/secrets/key` reads it from there. The messages
above never show what a secret was set to. Tests ignore `.env`.

This page is written from the table in `society/settings/environment.py` by `python -m society.settings.reference`.

| name | default | allowed | secret | meaning |
|---|---|---|---|---|
"""
_DOCS_TAIL = """
## Development and production

| | development | production |
|---|---|---|
| `SECRET_KEY` | made once, kept in `var/secret_key`, readable only by you | must be given |
| `ENCRYPTION_KEY` | made once, kept in `var/encryption_key`, readable only by you | must be given |
| `PUBLIC_URL` | need not be given | should be given; with `https://`, plain HTTP is redirected and cookies need TLS |
| `DEBUG` | may be on | refused |
| style sheets, scripts, pictures | served from where they lie | collected by `manage.py collectstatic`, compressed |
| log | lines for people | one JSON object a line |
"""


def env_example() -> str:
    """Make the text of `.env.example`: every variable, commented out, with its default."""
    blocks = (
        f"# {variable.meaning}\n# Allowed: {variable.allowed}.{_other_names(variable)}\n"
        f"#{variable.name}={variable.default}\n"
        for variable in VARIABLES
    )
    return "# Copy to .env and take away the # before what you want to change. See docs/settings.md.\n\n" + "\n".join(
        blocks
    )


def settings_page() -> str:
    """Make the text of `docs/settings.md`."""
    return _DOCS_HEAD + "\n".join(_rows()) + "\n" + _DOCS_TAIL


def _rows() -> Iterator[str]:
    for variable in VARIABLES:
        name = f"`{variable.name}`" + (f" (or `{variable.alias}`)" if variable.alias else "")
        default = f"`{variable.default}`" if variable.default else "not set"
        secret = "yes" if variable.secret else "no"
        yield f"| {name} | {default} | {variable.allowed} | {secret} | {variable.meaning} |"


def _other_names(variable: Variable) -> str:
    also = f" Also called {variable.alias}." if variable.alias else ""
    return also + (f" A secret: {variable.name}_FILE may name a file that holds it." if variable.secret else "")


if __name__ == "__main__":
    (ROOT / ".env.example").write_text(env_example(), encoding="utf-8")
    (ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs" / "settings.md").write_text(settings_page(), encoding="utf-8")
