"""Conducting a build: its units, their order, the cache they are taken from, and the change of the old result for the new one."""
