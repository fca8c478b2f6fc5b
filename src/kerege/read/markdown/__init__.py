"""The Markdown of a chapter, read once by markdown-it-py into one document tree with exact places."""
