"""How are tags, numbers and addresses written? The forms that several rules ask for, each with its standard."""

from __future__ import annotations

import re

# RFC 5646 (BCP 47): language, script, region, private use; the project writes no variants and no extensions.
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?(-x-[a-z0-9]{1,8})?\Z")
# ITU-T E.123 spaces in an E.164 number; the extension as in RFC 3966.
PHONE = re.compile(r"\+[0-9][0-9 -]{5,18}[0-9](;ext=[0-9]{1,6})?\Z")
SHORT_NUMBER = re.compile(r"[0-9]{3,12}\Z")  # 110, 12345: dialled within the country only
DIALLED = re.compile(r"\+?[0-9][0-9 -]{1,18}[0-9]\Z")
# RFC 6454: an origin has neither path nor slash. Its host is labels of letters, digits and hyphens (RFC 1123, 2.1).
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST_ROOT = re.compile(rf"https://(?=[^:]{{1,253}}(?::|\Z)){_LABEL}(?:\.{_LABEL})*(?::[0-9]{{1,5}})?\Z")
# National numbers by country calling code, as the plans published by ITU-T (E.164, national numbering plans) give them.
# China: area code without its 0 and seven or eight digits, or a service number; mobile; 400 and 800; 95xxx, 96xxx.
NUMBERING = {
    "86": (
        r"(?:10|2[0-9])(?:[2-8][0-9]{7}|1[0-9]{4}|9[0-9]{4,5})|[3-9][0-9]{2}[2-8][0-9]{6,7}|1[3-9][0-9]{9}"
        r"|[48]00[0-9]{7}|9[56][0-9]{3,4}|1[02][0-9]{3,4}",
        "an area code without its 0 and seven or eight digits (+86 21 6377 5442), or a mobile number of eleven",
    ),
    "852": (r"[2-9][0-9]{7}", "eight digits"),
    "853": (r"[268][0-9]{7}", "eight digits"),
    "1": (r"[2-9][0-9]{2}[2-9][0-9]{6}", "ten digits"),
    "65": (r"[3689][0-9]{7}", "eight digits"),
}
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")  # as `model.Id` has it: ids are parts of addresses


def is_language_tag(text: str) -> bool:
    """Tell whether a text is written as a BCP 47 tag; whether the language is known is another question."""
    return LANGUAGE_TAG.match(text) is not None


def is_id(text: str) -> bool:
    """Tell whether a text is written as the id of a venue."""
    return len(text) <= 60 and ID.match(text) is not None


def is_phone(text: str) -> bool:
    """Tell whether a text is one number as dialled from abroad, or a short number of the country's own."""
    return PHONE.match(text) is not None or SHORT_NUMBER.match(text) is not None


def is_dialled(text: str) -> bool:
    """Tell whether a text is what one dials: a hotline may have no number for callers from abroad."""
    return DIALLED.match(text) is not None


def is_host_root(text: str) -> bool:
    """Tell whether a web address is a host and nothing below it."""
    return HOST_ROOT.match(text) is not None


def calling_code(number: str) -> str:
    """Give the country calling code of a number: the digits before its first space (ITU-T E.123); "" if there are none.

    Where nobody wrote a space, the codes of the known numbering plans are tried.
    """
    if not number.startswith("+"):
        return ""
    first = re.split("[ -]", number[1:], maxsplit=1)[0]
    return first if len(first) <= 3 else next((code for code in NUMBERING if first.startswith(code)), "")


def phone_form(number: str) -> str | None:
    """Say what a number should look like by its country's plan; None if it does, or if the plan is not known."""
    code = calling_code(number)
    if code not in NUMBERING:
        return None
    pattern, expected = NUMBERING[code]
    national = re.sub("[^0-9]", "", number.partition(";")[0])[len(code) :]
    return None if re.fullmatch(pattern, national) else expected
