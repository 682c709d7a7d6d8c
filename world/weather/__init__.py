"""The weather of a town: a pure function of its seed, the day and the hour. No clock, no database, no memory."""

from world.weather.kinds import Season, Sky
from world.weather.skies import Weather, season_of, weather_at, weather_of_day

__all__ = ["Season", "Sky", "Weather", "season_of", "weather_at", "weather_of_day"]
