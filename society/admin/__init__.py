"""Operations in the admin: the start page, what went wrong in the background, what beat sends and when, who is signed in."""

from society.admin import failed_tasks, identity, schedule

__all__ = ["failed_tasks", "identity", "schedule"]
