"""Posts and what is done with them: comments, likes, reposts, and how many of each there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from streams.models.keyed import KeyedManager, Numbered
from streams.models.social import STANDS, Ending, Made, account_key, relation

POST_MAX = 5_000
COMMENT_MAX = 1_000
"""Characters."""


class Post(Ending):
    """Something said to everybody. `about` is the event that it tells of; removing it is its end, the text stays kept."""

    author = account_key(_("author"))
    text = models.TextField(_("text"))
    pictures = models.TextField(_("pictures"), default="[]", help_text=_("canonical JSON: a list of pictures"))
    topic = models.SmallIntegerField(_("topic"))
    feeling = models.SmallIntegerField(_("feeling"))
    place = models.IntegerField(_("place"), help_text=_("number of the place that it was written at, 0 = none"))
    about = models.BigIntegerField(_("about"), help_text=_("seq of the event that it tells of, 0 = none"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        indexes = (models.Index(fields=["author", "id"], name="post_author"),)

    def __str__(self) -> str:
        return self.text[:60]


class PostCount(Numbered, models.Model):
    """How many standing comments, likes and reposts a post has; equal to the rows at every commit. Key: the post's."""

    id = models.BigIntegerField(primary_key=True)
    comments = models.IntegerField(_("comments"))
    likes = models.IntegerField(_("likes"))
    reposts = models.IntegerField(_("reposts"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("counts of a post")
        verbose_name_plural = _("counts of posts")

    def __str__(self) -> str:
        return f"counts of post {self.number}"


class Comment(Ending):
    """An answer to a post or, with a parent, to another comment of the same post; depth 0 answers the post."""

    post = relation("streams.Post", _("post"))
    author = account_key(_("author"))
    parent = models.BigIntegerField(_("answers"), help_text=_("number of the comment that it answers, 0 = the post"))
    depth = models.SmallIntegerField(_("depth"))
    text = models.TextField(_("text"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = (
            models.Index(fields=["post", "parent", "id"], name="comment_post"),
            models.Index(fields=["author", "id"], name="comment_author"),
        )

    def __str__(self) -> str:
        return self.text[:60]


class Like(Ending):
    """Somebody's like of a post: one at a time; liking again after taking it back is a new row."""

    account = account_key(_("account"))
    post = relation("streams.Post", _("post"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("like")
        verbose_name_plural = _("likes")
        constraints = (models.UniqueConstraint(fields=["account", "post"], condition=STANDS, name="like_once"),)
        indexes = (models.Index(fields=["post", "id"], name="like_post"),)

    def __str__(self) -> str:
        return f"like {self.number}"


class Repost(Ending):
    """Somebody passing a post on to her followers, without words of her own."""

    account = account_key(_("account"))
    post = relation("streams.Post", _("post"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("repost")
        verbose_name_plural = _("reposts")
        constraints = (models.UniqueConstraint(fields=["account", "post"], condition=STANDS, name="repost_once"),)
        indexes = (
            models.Index(fields=["post", "id"], name="repost_post"),
            models.Index(fields=["account", "id"], name="repost_account"),
        )

    def __str__(self) -> str:
        return f"repost {self.number}"


class PostToken(Numbered, models.Model):
    """A word of a post (or a pair of Chinese characters) as a hash: what search looks posts up by."""

    id = models.BigIntegerField(primary_key=True)
    token = models.BigIntegerField(_("token"))
    post = relation("streams.Post", _("post"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("word of a post")
        verbose_name_plural = _("words of posts")
        indexes = (models.Index(fields=["token", "post"], name="token_post"),)

    def __str__(self) -> str:
        return f"word {self.number}"


class Notice(Made):
    """What a person should know of: somebody answered, liked, followed ... her. Residents need none: they look."""

    account = account_key(_("account"))
    kind = models.SmallIntegerField(_("kind"))
    actor = models.IntegerField(_("by"), help_text=_("number of the account that did it"))
    post = models.BigIntegerField(_("post"), help_text=_("its number, 0 = none"))
    comment = models.BigIntegerField(_("comment"), help_text=_("its number, 0 = none"))

    objects = KeyedManager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = (models.Index(fields=["account", "id"], name="notice_account"),)

    def __str__(self) -> str:
        return f"notification {self.number}"
