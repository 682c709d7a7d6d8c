"""What somebody is called by those who know her: the name without the family's."""

from typing import Final

from world.population.names import CHINESE

_FAMILY_FIRST: Final = frozenset(latin.capitalize() for _, latin in CHINESE.family)


def called(name: str) -> str:
    """Call somebody as one does in town: by the given name, of a Chinese name in Latin letters what follows the family's.

    A Chinese name of two characters is said whole.
    """
    if " " in name:
        first, _, rest = name.partition(" ")
        return rest if first in _FAMILY_FIRST and " " not in rest else first
    return name[1:] if len(name) == 3 and not name.isascii() else name
