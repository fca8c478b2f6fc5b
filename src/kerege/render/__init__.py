"""Report → HTML, shared by the website, the PDF, EPUB and Word. Knows no output and opens no file."""
