"""Benchmarks: measured against a limit and, where there is one, against a peer in the same run."""
