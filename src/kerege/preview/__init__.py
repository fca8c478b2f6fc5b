"""The website while it is written: a small server that shows the page that is asked for, and shows it anew at every save."""

from __future__ import annotations

from kerege.preview.server import serve_preview

__all__ = ["serve_preview"]
