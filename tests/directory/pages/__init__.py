"""Tests of the pages: laws of templates, links, lists, neighbours and what search engines read."""
