"""Planned recipes in, a published folder out; nothing here knows what a venue is.

`recipe` says what can be made and from what; `engine` plans, compares with the last `manifest`, makes what differs
and has `publish` switch the whole tree at once; `explain` tells why a file was made; `serve` shows the result.
POSIX only (flock, hard links, directory descriptors).
"""
