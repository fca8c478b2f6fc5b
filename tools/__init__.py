"""Programs for whoever develops Kerege. Each is a plain module; `tools/run NAME …` runs one."""
