"""Measured claims: `make bench`, or one of them: `python -m bench.sweep --help`."""
