"""What a statistic's value is, and whether a phrase agrees with it."""
