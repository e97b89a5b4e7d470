"""The words of the demo: a module for each creator."""

from .bouldering import BOULDERING
from .form import Course, Offer
from .mushrooms import MUSHROOMS
from .music import MUSIC
from .orchard import ORCHARD
from .pottery import POTTERY
from .printmaking import PRINTMAKING
from .sourdough import SOURDOUGH
from .spanish import SPANISH
from .sql import SQL
from .watercolor import WATERCOLOR
from .weather import WEATHER
from .writing import WRITING

COURSES: tuple[Course, ...] = (
    POTTERY,
    SOURDOUGH,
    SQL,
    MUSHROOMS,
    SPANISH,
    MUSIC,
    PRINTMAKING,
    BOULDERING,
    WATERCOLOR,
    ORCHARD,
    WEATHER,
    WRITING,
)

__all__ = ["COURSES", "Course", "Offer"]
