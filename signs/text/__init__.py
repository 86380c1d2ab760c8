"""Text for signs: fonts, shaping, directions, line breaks, sizes that fit, Braille. Knows no page and no PDF."""
