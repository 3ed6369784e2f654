"""Benchmarks: run by hand, never by the suite. Absolute times belong in docs, not in tests."""
