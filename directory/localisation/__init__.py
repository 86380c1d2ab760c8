"""Languages, catalogues, formats: from a dataset and PO files to values in one language."""
