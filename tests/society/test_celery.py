"""How Celery is set up: who serves which task, and that none is without a limit."""

import logging

from society.celery import ADVANCE_RUNS, DELETE_EXPIRED_SESSIONS, HARD_LIMIT_S, app


def test_slices_go_to_the_engine_queue_and_leave_no_results() -> None:
    assert app.amqp.router.route({}, ADVANCE_RUNS)["queue"].name == "engine"
    assert app.conf.task_ignore_result is True


def test_everything_else_goes_to_housekeeping_and_is_ended_at_the_limit() -> None:
    assert app.amqp.router.route({}, DELETE_EXPIRED_SESSIONS)["queue"].name == "housekeeping"
    assert app.amqp.router.route({}, "some.task")["queue"].name == "housekeeping"
    assert app.conf.task_time_limit == HARD_LIMIT_S


def test_celery_leaves_the_log_as_the_settings_made_it() -> None:
    before = list(logging.getLogger().handlers)

    app.log.setup_logging_subsystem(loglevel="DEBUG")

    assert logging.getLogger().handlers == before
