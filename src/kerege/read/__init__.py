"""From a report's folder to a frozen `Report`, with a finding for everything in it that cannot be read."""

from kerege.folders import find_report
from kerege.read.report import Reading, read_report

__all__ = ["Reading", "find_report", "read_report"]
