"""What a text is about: its words as search keeps them, and its topic. Plain functions of a text; no database, no Django."""
