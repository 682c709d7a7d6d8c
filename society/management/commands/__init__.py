"""One command a module; docs/commands.md lists them."""
