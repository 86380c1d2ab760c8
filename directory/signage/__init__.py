"""What signs say of a place, for each kind of sign, and their revisions.

In: a localised venue in each of the sign's languages. Out: a `SignContent` (`content`), plain texts and pictogram names
without a single millimetre; `signs` draws it. `kinds` lists what can be asked for. Nothing is imported here: what only
draws a sign needs `content` and no dataset.
"""
