"""Kerege publishes multilingual reports in which every number, quote and translation can be vouched for."""

__version__ = "0.1.0"
