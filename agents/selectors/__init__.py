"""Reads of minds: who somebody is in words, and why she did what she did."""
