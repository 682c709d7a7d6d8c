"""What operators do with residents: let somebody move in, change what one is like, send one away."""

from world.people.bodies import ADD_AGENT, EDIT_AGENT, PEOPLE_COMMANDS, REMOVE_AGENT, AddBody, EditBody, RemoveBody

__all__ = ["ADD_AGENT", "EDIT_AGENT", "PEOPLE_COMMANDS", "REMOVE_AGENT", "AddBody", "EditBody", "RemoveBody"]
