"""From localised values to the recipes of pages. In: a `Site`. Out: recipes, which `output` makes and writes."""
