"""Operations in the admin: the start page, exports, what went wrong, what beat sends and when, who is signed in."""

from society.admin import audit, exports, failed_tasks, identity, schedule

__all__ = ["audit", "exports", "failed_tasks", "identity", "schedule"]
