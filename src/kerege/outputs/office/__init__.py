"""What pandoc does for a report. This room is the only one that knows pandoc."""
