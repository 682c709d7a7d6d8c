"""Benchmarks: one JSON object a line on standard output. Each makes and drops its own database on this machine."""
