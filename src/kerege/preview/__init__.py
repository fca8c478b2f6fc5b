"""The website while it is written: a small server that shows the page that is asked for, and shows it anew at every save."""
