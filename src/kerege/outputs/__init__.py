"""The outputs: each room knows one outside library (MkDocs: site, WeasyPrint: book, matplotlib: figures)."""
