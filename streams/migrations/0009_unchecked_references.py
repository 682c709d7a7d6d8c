"""Rows of the network cost less: references are not looked up again, steps take four bytes, pages fit what they hold."""

from typing import Any

from django.db import migrations, models

_REFERENCES = (
    ("block", "blocked", "account", "blocked"),
    ("block", "blocker", "account", "blocker"),
    ("comment", "author", "account", "author"),
    ("comment", "post", "post", "post"),
    ("conversation", "creator", "account", "begun by"),
    ("follow", "followed", "account", "followed"),
    ("follow", "follower", "account", "follower"),
    ("like", "account", "account", "account"),
    ("like", "post", "post", "post"),
    ("message", "conversation", "conversation", "conversation"),
    ("message", "sender", "account", "sender"),
    ("notice", "account", "account", "account"),
    ("participant", "account", "account", "account"),
    ("participant", "conversation", "conversation", "conversation"),
    ("post", "author", "account", "author"),
    ("posttoken", "post", "post", "post"),
    ("repost", "account", "account", "account"),
    ("repost", "post", "post", "post"),
)
_MADE = (
    *("block", "comment", "conversation", "follow", "like", "message", "notice", "participant", "post", "repost"),
    "sanction",
)
_ONLY_APPENDED = ("event", "post", "posttoken", "comment", "like", "message")


def _reference(to: str, name: str) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        f"streams.{to}",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=name,
    )


def fit_pages(apps: Any, schema_editor: Any) -> None:
    """Let PostgreSQL fill the pages of keys that only ever grow, and leave room where a row changes all the time."""
    if schema_editor.connection.vendor == "postgresql":
        for table in _ONLY_APPENDED:
            schema_editor.execute(f"ALTER INDEX streams_{table}_pkey SET (fillfactor = 100)")
        schema_editor.execute("ALTER TABLE streams_postcount SET (fillfactor = 70)")


class Migration(migrations.Migration):
    dependencies = [("streams", "0008_social_network")]

    operations = [
        *(migrations.AlterField(model, field, _reference(to, name)) for model, field, to, name in _REFERENCES),
        *(migrations.AlterField(model, "step", models.IntegerField("step")) for model in _MADE),
        migrations.RunPython(fit_pages, migrations.RunPython.noop),
    ]
