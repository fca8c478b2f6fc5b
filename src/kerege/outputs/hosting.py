"""Files of a website that speak to whoever serves it, by their names: readers ask for none of them."""

from __future__ import annotations

FOR_HOSTS = frozenset(
    (
        "_headers",
        "_redirects",
        ".nojekyll",
        "nginx-headers.conf",
        "nginx-figures.conf",
        "nginx-redirects.conf",
        ".htaccess",
    )
)
"""What the host itself reads, and gives to nobody."""
FOR_WHOLE_SITE = FOR_HOSTS | {"404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz"}
"""With what speaks for the whole website at its address: neither a kept edition nor the copy without a network has it."""
