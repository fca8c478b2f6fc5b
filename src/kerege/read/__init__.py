"""From a report's folder to a frozen `Report`, with a finding for everything in it that cannot be read."""

from kerege.read.report import Reading, find_report, read_report

__all__ = ["Reading", "find_report", "read_report"]
