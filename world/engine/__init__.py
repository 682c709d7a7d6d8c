"""The engine of the town: state, step, resolution. Arrays in, arrays out; it touches no database."""
