"""The server-rendered pages: complete without script, one address for each state, in the reader's language."""
