"""The site that needs no kernel: every lesson and tool as a page that works alone."""

from acu.site.build import write_site

__all__ = ["write_site"]
