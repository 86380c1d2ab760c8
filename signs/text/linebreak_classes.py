"""The Line_Break property of Unicode 15.0.0, as a table (UAX #44, LineBreak.txt of 2022-07-28).

Each entry is `step:class`: the class holds from `step` code points (hexadecimal) after the entry before it. XX and
SG are written AL (LB1); Hangul syllables stand as H2 here, and `line_break_class` tells H2 from H3. Made from
LineBreak.txt (© 2022 Unicode, Inc., Unicode License v3, https://www.unicode.org/license.txt).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

UNICODE_VERSION = "15.0.0"


@lru_cache(maxsize=4096)
def line_break_class(char: str) -> str:
    """Give a character's class, resolved by LB1 except AI and CJ, which depend on the language."""
    code = ord(char)
    found = _CLASSES[bisect_right(_STARTS, code) - 1]
    if found == "H2" and (code - 0xAC00) % 28:
        return "H3"  # a syllable with a final consonant
    if found == "SA":
        return "CM" if unicodedata.category(char) in {"Mn", "Mc"} else "AL"
    return found


_TABLE = (
    "0:CM 9:BA 1:LF 1:BK 2:CR 1:CM 12:SP 1:EX 1:QU 1:AL 1:PR 1:PO 1:AL 1:QU 1:OP 1:CP 1:AL 1:PR 1:IS 1:HY "
    "1:IS 1:SY 1:NU a:IS 2:AL 3:EX 1:AL 1b:OP 1:PR 1:CP 1:AL 1d:OP 1:BA 1:CL 1:AL 1:CM 6:NL 1:CM 1a:GL 1:OP "
    "1:PO 1:PR 3:AL 1:AI 2:AL 1:AI 1:QU 1:AL 1:BA 1:AL 2:PO 1:PR 1:AI 2:BB 1:AL 1:AI 5:QU 1:AI 3:OP 1:AL "
    "17:AI 1:AL 1f:AI 1:AL 1cf:AI 1:BB 1:AI 3:BB 1:AI 1:AL 2:AI 1:AL 7:AI 4:AL 1:AI 1:AL 1:BB 1:AL 20:CM "
    "4f:GL 1:CM c:GL 7:CM d:AL e:IS 1:AL 104:CM 7:AL ff:IS 1:BA 1:AL 4:PR 1:AL 1:CM 2d:BA 1:CM 1:AL 1:CM 2:AL "
    "1:CM 2:EX 1:CM 1:AL 8:HL 1b:AL 4:HL 4:AL 16:PO 3:IS 2:AL 2:CM b:EX 1:CM 1:EX 3:AL 2b:CM 15:NU a:PO 1:NU "
    "2:AL 3:CM 1:AL 63:EX 1:AL 1:CM 7:AL 2:CM 6:AL 2:CM 2:AL 1:CM 4:AL 2:NU a:AL 17:CM 1:AL 1e:CM 1b:AL 5b:CM "
    "b:AL f:NU a:AL 21:CM 9:AL 4:IS 1:EX 1:AL 3:CM 1:PR 2:AL 16:CM 4:AL 1:CM 9:AL 1:CM 3:AL 1:CM 5:AL 2b:CM "
    "3:AL 3c:CM 8:AL 2a:CM 18:AL 1:CM 21:AL 36:CM 3:AL 1:CM 12:AL 1:CM 7:AL a:CM 2:BA 2:NU a:AL 11:CM 3:AL "
    "38:CM 1:AL 1:CM 7:AL 2:CM 2:AL 2:CM 3:AL 9:CM 1:AL a:CM 2:AL 2:NU a:AL 2:PO 2:AL 5:PO 1:AL 1:PR 1:AL "
    "2:CM 1:AL 2:CM 3:AL 38:CM 1:AL 1:CM 5:AL 4:CM 2:AL 2:CM 3:AL 3:CM 1:AL 14:NU a:CM 2:AL 3:CM 1:AL b:CM "
    "3:AL 38:CM 1:AL 1:CM 8:AL 1:CM 3:AL 1:CM 3:AL 14:CM 2:AL 2:NU a:AL 1:PR 1:AL 8:CM 6:AL 1:CM 3:AL 38:CM "
    "1:AL 1:CM 7:AL 2:CM 2:AL 2:CM 3:AL 7:CM 3:AL a:CM 2:AL 2:NU a:AL 12:CM 1:AL 3b:CM 5:AL 3:CM 3:AL 1:CM "
    "4:AL 9:CM 1:AL e:NU a:AL 9:PR 1:AL 6:CM 5:AL 37:CM 1:AL 1:CM 7:AL 1:CM 3:AL 1:CM 4:AL 7:CM 2:AL b:CM "
    "2:AL 2:NU a:AL 7:BB 1:AL 9:CM 3:BB 1:AL 37:CM 1:AL 1:CM 7:AL 1:CM 3:AL 1:CM 4:AL 7:CM 2:AL b:CM 2:AL "
    "2:NU a:AL 3:CM 1:AL c:CM 4:AL 37:CM 2:AL 1:CM 7:AL 1:CM 3:AL 1:CM 4:AL 9:CM 1:AL a:CM 2:AL 2:NU a:AL "
    "9:PO 1:AL 7:CM 3:AL 46:CM 1:AL 4:CM 6:AL 1:CM 1:AL 1:CM 8:AL 6:NU a:AL 2:CM 2:AL d:SA 3a:AL 4:PR 1:SA "
    "f:AL 1:NU a:BA 2:AL 25:SA 2:AL 1:SA 1:AL 1:SA 5:AL 1:SA 18:AL 1:SA 1:AL 1:SA 17:AL 2:SA 5:AL 1:SA 1:AL "
    "1:SA 7:AL 1:NU a:AL 2:SA 4:AL 21:BB 4:AL 1:BB 2:GL 1:BB 2:BA 1:GL 1:EX 5:GL 1:AL 1:EX 1:AL 3:CM 2:AL "
    "6:NU a:AL a:BA 1:CM 1:AL 1:CM 1:AL 1:CM 1:OP 1:CL 1:OP 1:CL 1:CM 2:AL 31:CM e:BA 1:CM 5:BA 1:CM 2:AL "
    "5:CM b:AL 1:CM 24:AL 1:BA 2:AL 6:CM 1:AL 9:BB 2:BA 1:BB 1:AL 5:GL 2:AL 25:SA 40:NU a:BA 2:AL 4:SA 40:NU "
    "a:SA 6:AL 60:JL 60:JV 48:JT 58:AL 15d:CM 3:AL 1:BA 1:AL 9e:BA 1:AL 27f:BA 1:AL 1a:OP 1:CL 1:AL 4e:BA "
    "3:AL 24:CM 4:AL 1c:CM 3:BA 2:AL 1b:CM 2:AL 1e:CM 2:AL c:SA 54:BA 2:NS 1:SA 1:BA 1:AL 1:BA 1:PR 1:SA 2:AL "
    "2:NU a:AL 18:EX 2:BA 2:BB 1:AL 1:EX 2:AL 1:CM 3:GL 1:CM 1:NU a:AL 6b:CM 2:AL 22:CM 1:AL 76:CM c:AL 4:CM "
    "c:AL 8:EX 2:NU a:SA 1e:AL 2:SA 5:AL b:SA 2c:AL 4:SA 1a:AL 6:NU a:SA 1:AL 3:SA 2:AL 37:CM 5:AL 4:SA 3f:AL "
    "1:SA 1d:AL 2:CM 1:NU a:AL 6:NU a:AL 6:SA e:AL 2:CM 1f:AL 31:CM 5:AL 2f:CM 11:AL b:NU a:BA 2:AL 1:BA 4:AL "
    "a:CM 9:AL 9:BA 2:AL 1:CM 3:AL 1e:CM d:AL 2:NU a:AL 2c:CM e:AL 30:CM 14:AL 3:BA 5:NU a:AL 6:NU a:AL 24:BA "
    "2:AL 50:CM 3:AL 1:CM 15:AL 4:CM 1:AL 6:CM 1:AL 2:CM 3:AL c6:CM d:GL 1:CM 2e:GL 1:CM 3:AL 1fd:BB 1:AL "
    "2:BA 7:GL 1:BA 3:ZW 1:CM 1:ZWJ 1:CM 2:BA 1:GL 1:BA 2:B2 1:AI 2:AL 1:QU 2:OP 1:QU 3:OP 1:QU 1:AI 2:AL "
    "2:IN 3:BA 1:BK 2:CM 5:GL 1:PO 8:AL 1:QU 2:AI 1:NS 2:AL 6:IS 1:OP 1:CL 1:NS 3:AL c:BA 1:PO 1:BA 4:AL 1:BA "
    "3:WJ 1:AL 5:CM a:AL 4:AI 1:AL 8:OP 1:CL 1:AI 1:AL 1:AI 4:AL 8:OP 1:CL 1:AL 11:PR 7:PO 1:PR e:PO 1:PR "
    "4:PO 1:PR 2:PO 1:PR 1:PO 1:PR f:CM 21:AL 12:PO 1:AL 1:AI 1:AL 3:PO 1:AL 9:AI 1:AL 2:PR 1:AL a:AI 2:AL "
    "8:AI 1:AL 28:AI 2:AL 5:AI 1:AL 2:AI 1:AL 1:AI c:AL 4:AI a:AL f:AI 1:AL 6:AI a:AL 38:AI 1:AL 1:AI 1:AL "
    "2b:AI 1:AL 1:AI 2:AL 3:AI 2:AL 2:AI 1:AL 3:AI 1:AL 1:AI 1:PR 2:AL 1:AI 1:AL 4:AI 1:AL 2:AI 4:AL 2:AI "
    "1:AL 1:AI 1:AL 1:AI 6:AL 1:AI 1:AL 5:AI 4:AL 4:AI 2:AL a:AI 1:AL 3:AI 1:AL 5:AI 1:AL d:AI 2:AL 2:AI 4:AL "
    "2:AI 2:AL 2:AI 2:AL 12:AI 2:AL 2:AI 2:AL d:AI 1:AL 3:AI 1:AL b:AI 1:AL 19:AI 1:AL 2f:IN 1:AL 18:OP 1:CL "
    "1:OP 1:CL 1:AL 6:AI 1:AL 7:ID 2:AL d:OP 1:CL 1:AL c5:ID 4:AL 6c:AI 9f:AL 1:AI 4c:AL 4:AI 25:AL b:AI "
    "10:AL 2:AI 4:AL a:AI 2:AL 1:AI 7:AL 8:AI 2:AL 2:AI 2:AL 4:AI 2:AL 2:AI 2:AL 4:AI 3:AL 2:AI 1:AL 2:AI "
    "4:AL 10:AI 4:AL 9:AI 1:AL 10:ID 4:AL 1:AI 2:AL 2:AI 1:AL 4:AI 2:AL 4:ID 2:AI 2:ID 1:AL 1:ID 3:EB 1:ID "
    "2:AL 19:ID 3:AL 4:AI 1:AL 1:AI 1:AL 1d:AI 2:AL 1:AI 3:AL 1:AI 1:ID 1:AI 2:AL 1:AI 2:AL 1:AI 1:AL f:ID "
    "1:AL 1e:AI 2:AL 1d:ID c:AI 4:ID 1:AL 1:ID 3:AI 1:ID 2:AI 3:ID 2:AI 2:ID 1:AI 2:ID 3:AL 1:AI 1:AL 4:AI "
    "2:ID 1:AI 6:ID 5:AI 1:ID 2:EB 1:ID 1:AI 2:ID 8:AL 3:ID 2:EB 4:AL 49:AI 1:AL 3:QU 6:AL 1:EX 2:ID 1:AL "
    "3:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:AI 1e:AL 31:OP 1:CL 1:AL 1f:OP "
    "1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:AL 193:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL "
    "1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:AL 3f:OP 1:CL 1:OP 1:CL 1:AL 20:OP 1:CL "
    "1:AL 157:AI 5:AL 195:CM 3:AL 7:EX 1:BA 3:AL 1:EX 1:BA 1:AL 70:BA 1:AL e:CM 1:AL 60:CM 20:QU e:BA 8:AL "
    "1:BA 1:OP 1:BA 1:AL 2:QU 2:AL 2:QU 2:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:BA 4:EX 1:AL 1:BA 2:AL 1:BA "
    "2:AL 5:B2 2:BA 3:AL 1:BA 2:OP 1:BA 8:AL 1:BA 1:AL 1:BA 2:AL 3:EX 2:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL "
    "1:BA 1:AL 22:ID 1a:AL 1:ID 59:AL c:ID d6:AL 1a:ID c:AL 4:BA 1:CL 2:ID 2:NS 1:ID 2:OP 1:CL 1:OP 1:CL 1:OP "
    "1:CL 1:OP 1:CL 1:OP 1:CL 1:ID 2:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:NS 1:OP 1:CL 2:ID a:CM 6:ID 5:CM "
    "1:ID 5:NS 2:ID 3:AL 1:CJ 1:ID 1:CJ 1:ID 1:CJ 1:ID 1:CJ 1:ID 1:CJ 1:ID 19:CJ 1:ID 1f:CJ 1:ID 1:CJ 1:ID "
    "1:CJ 1:ID 6:CJ 1:ID 6:CJ 2:AL 2:CM 2:NS 4:ID 1:NS 1:CJ 1:ID 1:CJ 1:ID 1:CJ 1:ID 1:CJ 1:ID 1:CJ 1:ID "
    "19:CJ 1:ID 1f:CJ 1:ID 1:CJ 1:ID 1:CJ 1:ID 6:CJ 1:ID 6:CJ 2:ID 4:NS 1:CJ 1:NS 2:ID 1:AL 5:ID 2b:AL 1:ID "
    "5e:AL 1:ID 54:AL c:CJ 10:ID 1f:AL 1:ID 28:AI 8:ID 1b70:AL 40:ID 5215:NS 1:ID 477:AL 3:ID 37:AL 37:BA "
    "2:AL 10d:BA 1:EX 1:BA 1:AL 10:NU a:AL 45:CM 4:AL 1:CM a:AL 20:CM 2:AL 50:CM 2:AL 1:BA 5:AL 10a:CM 1:AL "
    "3:CM 1:AL 4:CM 1:AL 17:CM 5:AL 4:CM 1:AL b:PO 1:AL 3b:BB 2:EX 2:AL 8:CM 2:AL 32:CM 12:AL 8:BA 2:NU a:AL "
    "6:CM 12:AL a:BB 1:AL 2:CM 1:NU a:AL 1c:CM 8:BA 2:AL 17:CM d:AL c:JL 1d:AL 3:CM 4:AL 2f:CM e:AL 6:BA 3:AL "
    "6:NU a:AL 6:SA 10:NU a:SA 5:AL 2a:CM e:AL c:CM 1:AL 8:CM 2:AL 2:NU a:AL 3:BA 3:SA 63:AL 18:SA 5:AL b:CM "
    "5:BA 2:AL 3:CM 2:AL ec:CM 8:BA 1:CM 2:AL 2:NU a:AL 6:H2 2ba4:AL c:JV 17:AL 4:JT 31:AL 2104:ID 200:AL "
    "1d:HL 1:CM 1:HL a:AL 1:HL d:AL 1:HL 5:AL 1:HL 1:AL 1:HL 2:AL 1:HL 2:AL 1:HL a:AL 1ee:CL 1:OP 1:AL bc:PO "
    "1:AL 3:CM 10:IS 1:CL 2:IS 2:EX 2:OP 1:CL 1:IN 1:AL 6:CM 10:ID 5:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL "
    "1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:OP 1:CL 1:ID 2:OP 1:CL 1:ID 7:CL 1:ID 1:CL 1:AL 1:NS 2:EX 2:ID 1:OP 1:CL "
    "1:OP 1:CL 1:OP 1:CL 1:ID 8:AL 1:ID 1:PR 1:PO 1:ID 1:AL 93:WJ 1:AL 1:EX 1:ID 2:PR 1:PO 1:ID 2:OP 1:CL "
    "1:ID 2:CL 1:ID 1:CL 1:ID b:NS 2:ID 3:EX 1:ID 1b:OP 1:ID 1:CL 1:ID 1d:OP 1:ID 1:CL 1:ID 1:OP 1:CL 2:OP "
    "1:CL 2:NS 1:ID 1:CJ a:ID 2d:NS 2:ID 1f:AL 3:ID 6:AL 2:ID 6:AL 2:ID 6:AL 2:ID 3:AL 3:PO 1:PR 1:ID 3:PR "
    "2:AL 12:CM 3:CB 1:AI 1:AL 102:BA 3:AL fa:CM 1:AL e2:CM 1:AL 95:CM 5:AL 24:BA 1:AL 30:BA 1:AL cf:NU a:AL "
    "3ad:BA 1:AL c7:BA 1:AL e1:CM 3:AL 1:CM 2:AL 5:CM 4:AL 28:CM 3:AL 4:CM 1:AL 10:BA 8:AL 8d:CM 2:AL 9:BA "
    "6:IN 1:AL 42:BA 7:AL 1e4:CM 4:AL 8:NU a:AL 171:CM 2:BA 1:AL 4f:CM 3:AL 46:CM b:AL 31:CM 4:AL 7a:CM 3:AL "
    "35:CM f:BA 2:AL 1d:NU a:CM 1:AL 2:CM 2:AL a:CM 4:AL 2d:CM b:AL 3:BA 4:CM 1:AL 2d:NU a:AL 6:CM 3:AL 24:CM "
    "e:AL 1:NU a:BA 4:AL 1:CM 2:AL 2c:CM 1:AL 1:BB 1:AL a:CM 3:AL 30:CM e:AL 4:BA 2:AL 1:BA 1:CM 4:AL 1:CM "
    "2:NU a:AL 1:BB 1:AL 1:BA 3:AL 4c:CM c:BA 2:AL 1:BA 2:AL 1:CM 1:AL 2:CM 1:AL 67:BA 1:AL 35:CM c:AL 5:NU "
    "a:AL 6:CM 4:AL 37:CM 2:AL 1:CM 7:AL 2:CM 2:AL 2:CM 3:AL 9:CM 1:AL a:CM 2:AL 2:CM 7:AL 3:CM 5:AL c0:CM "
    "12:AL 4:BA 4:AL 1:NU a:BA 2:AL 2:CM 1:AL 51:CM 14:AL c:NU a:AL d5:CM 7:AL 2:CM 9:BB 1:BA 2:EX 2:AL 3:BA "
    "f:AL 4:CM 2:AL 52:CM 11:BA 2:AL d:NU a:AL 6:BB d:AL 3e:CM d:AL 8:NU a:AL 36:SA 1b:AL 2:SA f:AL 4:NU a:SA "
    "2:BA 3:SA 8:AL e5:CM f:AL a5:NU a:AL 46:CM 6:AL 1:CM 2:AL 2:CM 4:AL 1:CM 1:AL 1:CM 2:BA 3:AL 9:NU a:AL "
    "77:CM 7:AL 2:CM 7:AL 1:BB 1:AL 1:CM 1:AL 1c:CM a:AL 28:CM 7:AL 1:CM 4:BB 1:AL 1:BA 4:BB 1:AL 1:CM 1:AL "
    "9:CM b:AL 2e:CM 10:BA 3:AL 1:BB 3:BA 2:AL 5d:BB a:AL 125:CM 8:AL 1:CM 8:AL 1:BA 5:AL a:NU a:AL 16:BB "
    "1:EX 1:AL 20:CM 16:AL 1:CM e:AL 7a:CM 6:AL 3:CM 1:AL 1:CM 2:AL 1:CM 7:AL 1:CM 1:AL 8:NU a:AL 30:CM 5:AL "
    "1:CM 2:AL 1:CM 5:AL 8:NU a:AL 149:CM 4:AL 9:CM 2:AL 1:CM 1:AL 30:CM 7:AL 3:CM 5:BA 2:ID b:NU a:AL 83:PO "
    "4:AL 1e:BA 1:AL 470:BA 5:AL de3:OP 3:CL 3:AL 24:CL 1:AL 3:OP 1:CL 1:OP 1:CL 1:AL ef:OP 1:CL 2:AL b4:GL "
    "7:OP 1:CL 1:GL 3:OP 1:CL 1:OP 1:CL 1:CM 1:AL 6:CM f:AL 1178:OP 1:CL 1:AL 2490:NU a:AL 4:BA 2:AL 50:NU "
    "a:AL 26:CM 5:BA 1:AL 3a:CM 7:BA 3:AL a:BA 1:AL b:NU a:AL 33d:BA 2:AL b6:CM 1:AL 1:CM 37:AL 7:CM 4:AL "
    "4d:NS 4:GL 1:AL b:CM 2:AL e:ID 17f8:AL 8:ID 300:AL 200:ID 9:AL 22f7:ID 123:AL f:CJ 1:AL 1d:CJ 3:AL 2:CJ "
    "1:AL e:CJ 4:AL 8:ID 18c:AL 9a1:CM 2:BA 1:CM 4:AL 125c:CM 2e:AL 2:CM 17:AL 21e:CM 5:AL 3:CM 16:AL 2:CM "
    "7:AL 1e:CM 4:AL 94:CM 3:AL 589:NU 32:AL 200:CM 37:AL 4:CM 32:AL 8:CM 1:AL e:CM 1:AL 2:BA 4:AL 10:CM 5:AL "
    "1:CM f:AL 550:CM 7:AL 1:CM 11:AL 2:CM 7:AL 1:CM 2:AL 1:CM 5:AL 64:CM 1:AL a0:CM 7:AL 9:NU a:AL 164:CM "
    "1:AL 3d:CM 4:NU a:AL 5:PR 1:AL 1ec:CM 4:NU a:AL 3d6:CM 7:AL 6d:CM 7:AL 5:NU a:AL 4:OP 2:AL 34c:PO 1:AL "
    "3:PO 1:AL 34f:ID 100:AI d:ID 3:AI 1e:AL 2:AI 3a:AL 3:ID 3:AI 3d:ID 39:RI 1a:ID 185:EB 1:ID 16:AL 2:ID "
    "17:AL 2:ID 5:AL 1:ID 5:EB 3:ID 2:EB 1:ID 2:EB 3:ID 2e:EM 5:ID 42:EB 2:ID 2:EB b:ID 15:EB 13:ID 3:EB 1:ID "
    "4:EB 3:ID 1:EB 3:ID 7:EB 1:ID 1:EB 1:ID e:AL 1:ID 1:AL 1:ID 1:AL 1:ID 5:EB 1:ID 4:AL 1:ID 1:AL 2:ID "
    "4d:AL 7:ID 10:AL e:ID d:AL 18:ID 2a:EB 2:ID 4:EB 1:ID 15:EB 1:ID 4:EB 2:ID 3d:AL 8:ID 18:AL 6:ID 4b:EB "
    "3:ID 3:EB 5:AL 26:QU 3:NS 3:AL 4:ID 23:EB 1:ID 10:EB 3:ID 9:EB 1:ID b:EB 1:ID 33:AL 74:ID c:AL 55:ID "
    "2b:AL c:ID 4:AL 38:ID 8:AL a:ID 6:AL 28:ID 8:AL 1e:ID 52:AL c:EB 1:ID 2:EB 1:ID 8:EB 8:ID 6:EB 1:ID 9:EB "
    "a:ID 2:EB 3:ID 38:EB 1:ID 3d:EB 2:ID 1:EB 2:ID 1:EB 1:ID 11:EB 3:ID 1:EB d:ID 22:AL 54:ID 6f:EB 3:ID "
    "2a:EB 9:ID 7:AL f0:NU a:AL 6:ID 3fe:AL 2:ID fffe:AL 2:ID fffe:AL a0003:CM 1:AL 1e:CM 60:AL 80:CM f0:AL "
)
_ENTRIES = [entry.split(":") for entry in _TABLE.split()]
_STARTS = tuple(accumulate(int(step, 16) for step, _ in _ENTRIES))
_CLASSES = tuple(name for _, name in _ENTRIES)
