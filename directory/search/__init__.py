"""Search: a corpus becomes small static index files that a browser answers from, whatever the script and the slips.

`write` makes the files, `Index` reads them in Python, `templates/assets/js/search-engine.js` in the browser.
"""

from directory.search.corpus import Answer, Facets, Filters, Hit, Near, SearchCorpus, SearchEntry
from directory.search.format import CorruptIndexError
from directory.search.index import Index
from directory.search.shards import core_file
from directory.search.writer import write

__all__ = [
    "Answer",
    "CorruptIndexError",
    "Facets",
    "Filters",
    "Hit",
    "Index",
    "Near",
    "SearchCorpus",
    "SearchEntry",
    "core_file",
    "write",
]
