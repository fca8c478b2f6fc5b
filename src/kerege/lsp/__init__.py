"""`kerege lsp`: the report's findings and records at the word, in whatever editor somebody writes, by the Language Server Protocol."""
