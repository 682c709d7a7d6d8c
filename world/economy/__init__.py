"""Money: a double-entry ledger in cents, wages, fixed costs. NumPy, no Django."""
