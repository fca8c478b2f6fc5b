"""Citations and lists of works as citeproc sets them. Pandoc is called here and in the rooms of Word files, nowhere else."""
