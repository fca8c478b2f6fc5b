"""Coded interviews from MAXQDA, NVivo and ATLAS.ti, brought in as drafts that nobody can publish by accident."""
