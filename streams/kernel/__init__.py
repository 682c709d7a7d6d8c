"""Plain Python and NumPy that every package may use: time, randomness, keys, columns, digests. No Django here."""
