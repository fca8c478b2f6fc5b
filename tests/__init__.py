"""The tests; a package, since other programs bring one of the same name."""
