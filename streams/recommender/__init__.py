"""How feeds are ordered, and why a post stands where it stands: arrays in, arrays out, integers only, no database.

One viewer's page and a step's thousands of residents who look at their phones are ranked by the same functions.
"""
