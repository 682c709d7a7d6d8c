"""A whole run in one file: written here, loaded elsewhere, with equal digests and on either store."""
