"""Variants of a system compared: what the law says of each, what each costs, whether it can do the work."""
