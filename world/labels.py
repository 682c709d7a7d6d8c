"""The words that people read for the town's names: trades, places, needs, moods. In the reader's language.

The record and the API keep the names themselves; only pages and the admin ask here. A name without a label is shown as
it is, with spaces for underscores, so that a new one is never an error on a page.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Labels = Mapping[str, "Promise | str"]

OCCUPATIONS: Final[Labels] = {
    "unemployed": _("looking for work"),
    "programmer": _("programmer"),
    "designer": _("designer"),
    "waiter": _("waiter"),
    "student": _("student"),
    "artist": _("artist"),
    "teacher": _("teacher"),
    "retired": _("retired"),
    "sales": _("salesperson"),
    "chef": _("chef"),
    "doctor": _("doctor"),
    "nurse": _("nurse"),
    "shopkeeper": _("shopkeeper"),
    "writer": _("writer"),
    "owner": _("business owner"),
}
PRICE_CATEGORIES: Final[Labels] = {
    "meal": _("A meal"),
    "groceries": _("Groceries"),
    "goods": _("Goods"),
    "ticket": _("A ticket"),
    "course": _("A course"),
    "bath": _("A bath"),
}
NEEDS: Final[Labels] = {
    "energy": _("Energy"),
    "satiety": _("Food"),
    "social": _("Company"),
    "fun": _("Fun"),
    "hygiene": _("Hygiene"),
    "health": _("Health"),
}
LEVELS: Final[Labels] = {"fine": _("fine"), "low": _("low"), "critical": _("critical")}
TRAITS: Final[Labels] = {
    "openness": _("Openness"),
    "conscientiousness": _("Conscientiousness"),
    "extraversion": _("Extraversion"),
    "agreeableness": _("Agreeableness"),
    "neuroticism": _("Neuroticism"),
}
SKILLS: Final[Labels] = {
    "technology": _("Technology"),
    "art": _("Art"),
    "service": _("Service"),
    "cooking": _("Cooking"),
    "teaching": _("Teaching"),
    "medicine": _("Medicine"),
    "trade": _("Trade"),
    "writing": _("Writing"),
}
EMOTIONS: Final[Labels] = {
    "happy": _("happy"),
    "neutral": _("calm"),
    "sad": _("sad"),
    "angry": _("angry"),
    "anxious": _("anxious"),
    "excited": _("excited"),
    "tired": _("tired"),
    "bored": _("bored"),
}
ECONOMIC_STATUSES: Final[Labels] = {
    "wealthy": _("wealthy"),
    "stable": _("comfortable"),
    "tight": _("a bit short"),
    "struggling": _("struggling"),
    "in_debt": _("in debt"),
}
GENDERS: Final[Labels] = {"male": _("man"), "female": _("woman"), "other": _("non-binary")}
ZONES: Final[Labels] = {
    "residential": _("residential quarter"),
    "commercial": _("shopping quarter"),
    "centre": _("town centre"),
    "leisure": _("leisure quarter"),
    "business": _("business quarter"),
}
PLACE_TYPES: Final[Labels] = {
    "house": _("house"),
    "flats": _("block of flats"),
    "dormitory": _("dormitory"),
    "cafe": _("cafe"),
    "tea_house": _("tea house"),
    "restaurant": _("restaurant"),
    "canteen": _("canteen"),
    "bakery": _("bakery"),
    "bar": _("bar"),
    "supermarket": _("supermarket"),
    "convenience_store": _("convenience store"),
    "market": _("market"),
    "bookshop": _("bookshop"),
    "school": _("school"),
    "college": _("college"),
    "library": _("library"),
    "hospital": _("hospital"),
    "clinic": _("clinic"),
    "office": _("office"),
    "studio": _("studio"),
    "workshop": _("workshop"),
    "town_hall": _("town hall"),
    "gym": _("gym"),
    "cinema": _("cinema"),
    "museum": _("museum"),
    "bathhouse": _("bathhouse"),
    "square": _("square"),
    "park": _("park"),
    "garden": _("garden"),
    "sports_ground": _("sports ground"),
}
LEDGER_CATEGORIES: Final[Labels] = {
    "endowment": _("starting money"),
    "wage": _("wages"),
    "purchase": _("purchases"),
    "daily_costs": _("fixed costs"),
    "allowance": _("allowances"),
    "pension": _("pensions"),
    "revenue": _("custom from out of town"),
    "profit": _("profits"),
    "bonus": _("bonuses"),
    "gift": _("gifts"),
    "repair": _("repairs"),
    "loan": _("loans between friends"),
    "repayment": _("loans paid back"),
    "treat": _("treats"),
    "trade": _("things sold among friends"),
    "start_up": _("businesses taken over"),
    "basic_income": _("basic income"),
    "taken_along": _("taken along by those who moved away"),
    "written_off": _("debts of those who moved away"),
    "grant": _("grants of the town"),
    "levy": _("levies of the town"),
}
NAMED_ACCOUNTS: Final[Labels] = {
    "endowment": _("starting money"),
    "treasury": _("the treasury"),
    "outside_trade": _("trade out of town"),
    "landlords": _("landlords"),
    "outside_owners": _("owners out of town"),
    "outside_family": _("relatives out of town"),
    "elsewhere": _("where those live who moved away"),
}
MOVE_REASONS: Final[Labels] = {
    "work": _("for work"),
    "room": _("the town had become too small"),
    "debt": _("in debt for too long"),
    "unhappy": _("unhappy for too long"),
    "invited": _("invited by an operator"),
    "sent_away": _("sent away by an operator"),
}
SKIES: Final[Labels] = {
    "clear": _("clear sky"),
    "cloudy": _("cloudy"),
    "rain": _("rain"),
    "storm": _("storm"),
    "snow": _("snow"),
    "fog": _("fog"),
    "heat": _("great heat"),
}
SEASONS: Final[Labels] = {
    "spring": _("spring"),
    "summer": _("summer"),
    "autumn": _("autumn"),
    "winter": _("winter"),
}
MEASURES: Final[Labels] = {
    "weather": _("weather"),
    "curfew": _("curfew"),
    "festival": _("festival"),
    "crisis": _("hard times"),
    "free_day": _("no shifts"),
    "disaster": _("disaster"),
    "celebration": _("celebration"),
    "money": _("money"),
    "broadcast": _("announcement"),
}
PRIORITIES: Final[Labels] = {
    "low": _("low"),
    "normal": _("normal"),
    "high": _("high"),
    "urgent": _("urgent"),
}
OWNERS: Final[Labels] = {"town": _("the town")}
PERIODS: Final[Labels] = {
    "early_morning": _("early morning"),
    "morning": _("morning"),
    "noon": _("midday"),
    "afternoon": _("afternoon"),
    "evening": _("evening"),
    "night": _("night"),
}
WEEKDAYS: Final = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
MINDS: Final[Labels] = {
    "rules": _("rules"),
    "llm": _("a language model"),
    "hybrid": _("rules and a language model"),
    "scripted": _("a script"),
    "external": _("an outside program"),
    "human": _("a person"),
}
ACTIVITIES: Final[Labels] = {
    "wait": _("Wait"),
    "move": _("Stroll"),
    "work": _("Work"),
    "study": _("Study"),
    "eat": _("Eat"),
    "sleep": _("Sleep"),
    "rest": _("Rest"),
    "read": _("Read"),
    "exercise": _("Exercise"),
    "shop": _("Shop"),
    "play": _("Have fun"),
    "wash": _("Wash"),
    "housework": _("Do housework"),
    "use_phone": _("Look at the phone"),
    "talk": _("Talk"),
    "search_job": _("Look for work"),
}


def label(labels: Labels, name: str) -> str:
    """Say a name in the reader's language; one without a label as it is, with spaces for underscores."""
    return str(labels.get(name, name.replace("_", " ")))
