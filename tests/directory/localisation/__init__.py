"""Tests of localising: laws of languages, catalogues, texts, formats and the translators' tools."""
