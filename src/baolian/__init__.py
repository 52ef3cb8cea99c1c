"""Baolian (包联): the responsibility ledger of a county or prefecture."""

__version__ = "0.1.0"
