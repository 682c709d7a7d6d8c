"""What somebody has to tell, as the voice is given it."""

from agents.life.facts import Story, story_of_heard, story_of_own
from agents.life.noticing import fallback_story
from agents.life.scene import Scene
from agents.voice import Fact


def fact_of_own(scene: Scene, resident: int) -> Fact | None:
    return _fact(story_of_own(scene, resident))


def fact_of_heard(scene: Scene, resident: int) -> Fact | None:
    return _fact(story_of_heard(scene, resident))


def fallback_fact(scene: Scene, resident: int, at: int) -> Fact:
    return fallback_story(scene, resident, at).fact


def _fact(story: Story | None) -> Fact | None:
    return story.fact if story else None
