"""What the website allows itself: the Content-Security-Policy, in each page and as files for the servers that take them.

Nothing inline runs and nothing is loaded from elsewhere. JSON-LD is data, which the policy does not concern
(CSP Level 3, section 4.2.3, and HTML, "prepare the script element", step 12).
"""

from __future__ import annotations

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


def header_policy() -> str:
    """The policy as a server sends it; who may frame the pages can only be said there."""
    return f"{meta_policy()}; frame-ancestors 'none'"


def header_files(base: str) -> dict[str, str]:
    """Files for servers: `_headers` (Netlify, Cloudflare Pages) and a snippet to include in nginx.

    Args:
        base: the path below which the website is served, `/` or `/report/`.
    """
    headers = {"Content-Security-Policy": header_policy(), **HEADERS}
    lines = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())
    return {
        "_headers": f"{base}*\n{lines}{base}assets/kerege/fonts/*\n  Cache-Control: public, max-age=31536000, immutable\n",
        "nginx-headers.conf": f"# Include this in the location that serves the report.\n{nginx}",
    }
