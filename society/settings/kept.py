"""The part of the table of variables that says what is kept, where, and for how long."""

from typing import Final

from society.settings import parsing
from society.settings.variable import Variable

KEPT: Final = (
    Variable(
        name="MEDIA_ROOT",
        meaning="Where uploaded pictures lie. A bucket needs django-storages[s3], and its keys in AWS_ACCESS_KEY_ID and so on.",
        allowed="a folder, s3://bucket, or s3+https://host/bucket",
        parse=parsing.line,
        default="var/media",
    ),
    Variable(
        name="UPLOAD_QUOTA_MB",
        meaning="How much room the pictures of one person may take, as they are kept.",
        allowed="a whole number from 0 to 100000",
        parse=parsing.integer(0, 100_000),
        default="100",
    ),
    Variable(
        name="EVENT_ROWS_KEPT_DAYS",
        meaning="Simulated days for which events and transfers stay rows after their day was archived. Pages of these days "
        "are a little faster; a viewer who comes back after them starts afresh.",
        allowed="a whole number from 0 to 3650",
        parse=parsing.integer(0, 3_650),
        default="2",
    ),
    Variable(
        name="HISTORY_KEPT_DAYS",
        meaning="Simulated days after which archived events are pruned, with the snapshots and commands of their days: no "
        "page, fork or replay reaches back further. 0 keeps everything.",
        allowed="a whole number from 0 to 36500",
        parse=parsing.integer(0, 36_500),
        default="0",
    ),
    Variable(
        name="EXPORTS_DIR",
        meaning="Folder for exports that are made in the background. Web processes and the worker must share it.",
        allowed="a path, from the folder of manage.py unless it begins with a slash",
        parse=str,
        default="var/exports",
    ),
    Variable(
        name="EXPORTS_KEPT_DAYS",
        meaning="Real days after which such files are deleted.",
        allowed="a whole number from 1 to 365",
        parse=parsing.integer(1, 365),
        default="3",
    ),
)
