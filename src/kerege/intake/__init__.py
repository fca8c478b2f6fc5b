"""What comes in from other programs, written as the plain files that the rest of Kerege reads."""
