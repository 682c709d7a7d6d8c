"""Operations in the admin: the start page, what went wrong in the background, what beat sends and when, who is signed in."""

from society.admin import audit, failed_tasks, identity, schedule

__all__ = ["audit", "failed_tasks", "identity", "schedule"]
