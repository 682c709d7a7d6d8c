"""Where things are and how one gets there: the walking grid, paths, and who is near. Plain Python and NumPy."""
