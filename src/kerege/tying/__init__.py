"""Tying numbers to what bears them out: what fits a number, the words of a value, records of whole tables. Proposals only."""
