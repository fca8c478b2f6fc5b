"""What the website allows itself: the Content-Security-Policy, in each page and as files for the servers that take them.

Nothing inline runs and nothing is loaded from elsewhere. JSON-LD is data, which the policy does not concern
(CSP Level 3, section 4.2.3, and HTML, "prepare the script element", step 12).
"""

from __future__ import annotations

import re

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    # Material's style sheet holds its icons.
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
HEADERS = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def meta_policy() -> str:
    """The policy as a page carries it in `<meta>`."""
    return "; ".join(f"{name} {value}" for name, value in DIRECTIVES.items())


_NOT_FRAMED = "frame-ancestors 'none'"
_PAGES = ("", ":page/", ":language/:page/", "parallel/:pair/:page/", "404.html", ":language/404.html")
"""The places of all pages but those of figures, as `_headers` names places."""
_FIGURE = re.compile(r"(?:[^/]+/)?figures/[^/]+/[^/]+/(?:index\.html)?")


def may_be_framed(place: str) -> bool:
    """Whether other websites may show a page in a frame: that of a figure.

    Args:
        place: below the website's root.
    """
    return _FIGURE.fullmatch(place) is not None


def header_policy(place: str = "") -> str:
    """The policy as a server sends it for a page; who may frame it can only be said there."""
    return meta_policy() if may_be_framed(place) else f"{meta_policy()}; {_NOT_FRAMED}"


def header_files(base: str) -> dict[str, str]:
    """Files for servers: `_headers` (Netlify, Cloudflare Pages) and a snippet to include in nginx.

    Args:
        base: the path below which the website is served, `/` or `/report/`.
    """
    headers = {"Content-Security-Policy": meta_policy(), **HEADERS}
    lines = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    # Both hosts send a header once for each rule that fits, and browsers obey every policy that is sent.
    pages = "".join(f"{base}{place}\n  Content-Security-Policy: {_NOT_FRAMED}\n" for place in _PAGES)
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in HEADERS.items())
    policy = 'add_header Content-Security-Policy "{}" always;\n'.format
    framed = rf"location ~ ^{re.escape(base)}([^/]+/)?figures/"
    return {
        "_headers": f"{base}*\n{lines}{pages}{base}assets/kerege/fonts/*\n  Cache-Control: public, max-age=31536000, immutable\n",
        "nginx-headers.conf": f"# Include this in the location that serves the report.\n{policy(header_policy())}{nginx}",
        "nginx-figures.conf": "# Include this in a location of the pages of figures, which other websites may show in a frame:\n"
        f"# {framed} {{ ... }}\n{policy(meta_policy())}{nginx}",
    }
