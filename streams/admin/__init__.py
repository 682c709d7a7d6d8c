"""The record in the admin: history to look at, runs to steer by commands, logins to give roles to.

Nobody writes history here: an action appends a command to the run's inbox and tells its receipt. The big tables are paged
by key without counting them. `rows` has the bases for every package's tables, `links` what their columns share.
"""

from streams.admin import files, logins, network, record, runs, sanctioning, talks
from streams.admin.links import admin_link, field_of, link_unless_0, list_link, moment, page_link, same_key
from streams.admin.record import being_links
from streams.admin.rows import HistoryAdmin, ReadOnlyAdmin, RunChangeList, RunFilter, UnfoldAdmin
from streams.admin.titles import TITLES, Titles

__all__ = [
    "TITLES",
    "HistoryAdmin",
    "ReadOnlyAdmin",
    "RunChangeList",
    "RunFilter",
    "Titles",
    "UnfoldAdmin",
    "admin_link",
    "being_links",
    "field_of",
    "files",
    "link_unless_0",
    "list_link",
    "logins",
    "moment",
    "network",
    "page_link",
    "record",
    "runs",
    "same_key",
    "sanctioning",
    "talks",
]
