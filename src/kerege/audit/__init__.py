"""Audit without set-up: the numbers of any text beside any tables, with no records and no report."""

from kerege.audit.documents import read_text_file
from kerege.audit.judging import audit
from kerege.audit.results import Result, Verdict
from kerege.audit.tables import read_tables

__all__ = ["Result", "Verdict", "audit", "read_tables", "read_text_file"]
