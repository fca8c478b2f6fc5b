"""A published report (plain text, PDF, Word) taken apart and brought in as a report folder that builds at once."""
