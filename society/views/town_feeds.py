"""What the town's script starts from: the ways on the map, everybody's leg at a moment, and the sentences to fill.

Ways and sentences are kept by the browser and checked by their tag; the state is never kept.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import condition

from society.views.frame import Frame, frame_of
from society.views.open import readable
from streams.drawing.avatar import look_of
from streams.kernel.digest import text_tag
from streams.models import Run
from streams.selectors.record import seq_at
from world.labels import PERIODS, label
from world.models import Path
from world.selectors.bodies import read_bodies
from world.selectors.map import places_of
from world.selectors.scene import FACES_MAX, Figure, figures, is_open_air
from world.sentences import catalogue
