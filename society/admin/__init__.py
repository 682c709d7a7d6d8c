"""Operations in the admin: the start page, what went wrong in the background, what beat sends and when."""

from society.admin import failed_tasks, schedule

__all__ = ["failed_tasks", "schedule"]
