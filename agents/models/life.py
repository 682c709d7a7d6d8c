"""What is on residents' minds, what they said and why, what they remember, and whom they agreed to meet.

Rows without prose: an occurrence is the event in the record and the few numbers that words are made of, and sentences
about it are written for whoever reads them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered


class AgentState(Numbered, models.Model):
    """What is on a resident's mind: her own latest news, the latest that she heard, her phone, her next appointment.

    Hot: primary key only. Key: run and the being's number. Columns: `agents/life/columns.py`.
    """

    id = models.BigIntegerField(primary_key=True)
    own_event = models.BigIntegerField(help_text=_("seq, 0 = nothing"))
    own_what = models.SmallIntegerField()
    own_place = models.IntegerField()
    own_other = models.IntegerField()
    own_time = models.IntegerField()
    own_valence = models.SmallIntegerField()
    own_arousal = models.SmallIntegerField()
    own_amount = models.IntegerField()
    own_count = models.SmallIntegerField()
    own_weight = models.SmallIntegerField()
    own_told = models.SmallIntegerField()
    heard_event = models.BigIntegerField()
    heard_what = models.SmallIntegerField()
    heard_owner = models.IntegerField()
    heard_from = models.IntegerField()
    heard_place = models.IntegerField()
    heard_other = models.IntegerField()
    heard_time = models.IntegerField()
    heard_valence = models.SmallIntegerField()
    heard_arousal = models.SmallIntegerField()
    heard_amount = models.IntegerField()
    heard_weight = models.SmallIntegerField()
    heard_told = models.SmallIntegerField()
    coffee_until = models.IntegerField()
    fair_until = models.IntegerField()
    phone_at = models.IntegerField()
    posted_at = models.IntegerField()
    talked_at = models.IntegerField()
    unread = models.SmallIntegerField()
    read_to = models.IntegerField()
    date_number = models.IntegerField()
    date_place = models.IntegerField()
    date_at = models.IntegerField()
    date_with = models.IntegerField()
    date_came = models.SmallIntegerField()

    objects = KeyedManager()

    class Meta:
        verbose_name = _("agent's state")
        verbose_name_plural = _("agents' states")

    def __str__(self) -> str:
        return f"state of agent {self.number}"


class Medium(models.IntegerChoices):
    """Where something is said; permanent numbers."""

    TALK = 0, _("face to face")
    POST = 1, _("post")
    COMMENT = 2, _("comment")
    MESSAGE = 3, _("message")


class Fact(models.Model):
    """The columns of an occurrence as it is told."""

    event = models.BigIntegerField(_("event"), help_text=_("seq of what happened, 0 = nothing is told"))
    what = models.SmallIntegerField(_("what"), help_text=_("agents.voice.Occurrence"))
    owner = models.IntegerField(_("to whom it happened"))
    fact_place = models.IntegerField(_("where it happened"))
    fact_other = models.IntegerField(_("with whom"))
    fact_time = models.IntegerField(_("when it happened"))
    valence = models.SmallIntegerField(_("valence"))
    arousal = models.SmallIntegerField(_("arousal"))
    amount = models.IntegerField(_("amount"), help_text=_("cents"))
    count = models.SmallIntegerField(_("count"))

    class Meta:
        abstract = True


class Saying(Numbered, Fact):
    """Something that a resident said or wrote: what it does, what it tells of, what it answers. Written once.

    Of what is said face to face the text stands here; of posts, comments and messages it stands in their rows.
    """

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField(_("step"))
    sim_time = models.IntegerField(_("time"))
    medium = models.SmallIntegerField(_("medium"), choices=Medium.choices)
    item = models.IntegerField(_("item"), help_text=_("number of the talk, post, comment or message"))
    turn = models.SmallIntegerField(_("turn"), help_text=_("of a talk, from 0"))
    speaker = models.IntegerField(_("speaker"))
    hearer = models.IntegerField(_("hearer"), help_text=_("0 = everybody"))
    answers = models.IntegerField(_("answers"), help_text=_("number of the saying that it answers, 0 = none"))
    act = models.SmallIntegerField(_("act"), help_text=_("agents.voice.Act"))
    subject = models.SmallIntegerField(_("subject"), help_text=_("agents.voice.Subject"))
    topic = models.SmallIntegerField(_("topic"))
    favour = models.SmallIntegerField(_("favour"))
    meet_place = models.IntegerField(_("place to meet"))
    meet_at = models.IntegerField(_("time to meet"))
    text = models.TextField(_("text"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("saying")
        verbose_name_plural = _("sayings")
        indexes = (models.Index(fields=["item", "id"], name="saying_of_talk", condition=models.Q(medium=Medium.TALK)),)

    def __str__(self) -> str:
        return f"saying {self.number}"


class MemoryKind(models.IntegerChoices):
    """Kinds of memory; permanent numbers."""

    OBSERVATION = 0, _("observation")
    CONVERSATION = 1, _("conversation")
    RELATION = 2, _("relation")
    READING = 3, _("reading")


class Memory(Numbered, Fact):
    """Something that a resident remembers: what befell her, whom she talked to about what, what she read. Written once."""

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField(_("step"))
    sim_time = models.IntegerField(_("time"))
    resident = models.IntegerField(_("resident"))
    kind = models.SmallIntegerField(_("kind"), choices=MemoryKind.choices)
    source = models.IntegerField(_("from whom"), help_text=_("0 = seen by herself"))
    item = models.IntegerField(_("item"), help_text=_("number of the talk or the post"))
    importance = models.SmallIntegerField(_("importance"), help_text=_("0-100"))
    trust = models.SmallIntegerField(_("trust"), help_text=_("0-100"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("memory")
        verbose_name_plural = _("memories")
        indexes = (models.Index(fields=["resident", "id"], name="memory_resident"),)

    def __str__(self) -> str:
        return f"memory {self.number}"


class Appointment(Numbered, models.Model):
    """Two residents agreed to meet. When it is over `ended_step` and the outcome are filled in; nothing else changes."""

    AFTER_S = 30 * 60
    """How late one may come; then it is over."""

    class Outcome(models.IntegerChoices):
        """How it went."""

        AHEAD = 0, _("still ahead")
        KEPT = 1, _("both came")
        STOOD_UP = 2, _("only one came")
        FORGOTTEN = 3, _("nobody came")
        CALLED_OFF = 4, _("called off")

    id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField(_("step"))
    sim_time = models.IntegerField(_("agreed at"))
    one = models.IntegerField(_("who invited"))
    other = models.IntegerField(_("who was invited"))
    place = models.IntegerField(_("place"))
    at = models.IntegerField(_("meeting time"))
    saying = models.IntegerField(_("agreed by"), help_text=_("number of the saying that accepted"))
    ended_step = models.BigIntegerField(_("ended in step"), default=0)
    outcome = models.SmallIntegerField(_("outcome"), choices=Outcome.choices, default=Outcome.AHEAD)
    came_one = models.BooleanField(_("the first came"), default=False)
    came_other = models.BooleanField(_("the other came"), default=False)

    objects = KeyedManager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        indexes = (
            models.Index(fields=["id"], name="appointment_open", condition=models.Q(ended_step=0)),
            models.Index(fields=["one", "id"], name="appointment_one"),
            models.Index(fields=["other", "id"], name="appointment_other"),
        )

    def __str__(self) -> str:
        return f"appointment {self.number}"
