"""The directory of a city's places that serve its visitors: data in, localised values out.

Imports run downward only; `tests/test_layers.py` walks them (see README, "The data's way").
"""
