"""Reads that answer a question in a bounded number of queries."""
