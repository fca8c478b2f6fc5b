"""Word files as data: for import, for export and for reading back what was written."""
