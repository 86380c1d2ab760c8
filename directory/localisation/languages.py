"""The languages that the directory can speak, with what CLDR and gettext need to know of each.

Folders carry Babel's tag (zh_Hans), pages BCP 47 (zh-Hans), addresses lower case (zh-hans). The plural categories are
CLDR's for whole numbers, in the order of the PO file's forms; the table is our own, because the formulas that
Babel writes into PO headers differ from CLDR (python-babel issue 816), and a test holds it against CLDR's rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale


@dataclass(frozen=True)
class Language:
    """One language: BCP 47 tag, its own name, direction, plural rule, and where to fall back before the local one.

    `region` chooses among CLDR's customs of one language; it is not shown.
    """

    tag: str
    own_name: str
    plural_forms: str
    categories: tuple[str, ...]
    direction: str = "ltr"
    fallbacks: tuple[str, ...] = ("en",)
    region: str = ""

    @property
    def folder(self) -> str:
        """The folder under locales/: Babel's spelling of the tag."""
        return self.tag.replace("-", "_")

    @property
    def slug(self) -> str:
        """The spelling in addresses."""
        return self.tag.lower()

    @property
    def locale(self) -> Locale:
        """CLDR's data of the language."""
        return Locale.parse(f"{self.folder}_{self.region}" if self.region else self.folder)

    def plural_index(self, count: int) -> int:
        """Give the PO form for a whole number."""
        category = self.locale.plural_form(count)
        return self.categories.index(category) if category in self.categories else len(self.categories) - 1


_ONE_FORM = ("nplurals=1; plural=0;", ("other",))
_TWO_FORMS = ("nplurals=2; plural=(n != 1);", ("one", "other"))

LANGUAGES: dict[str, Language] = {
    language.tag: language
    for language in (
        Language("zh-Hans", "简体中文", *_ONE_FORM, fallbacks=("zh-Hant", "en")),
        Language("zh-Hant", "繁體中文", *_ONE_FORM, fallbacks=("zh-Hans",)),
        Language("en", "English", *_TWO_FORMS, fallbacks=(), region="GB"),
        Language("ja", "日本語", *_ONE_FORM),
        Language("ko", "한국어", *_ONE_FORM),
        Language(
            "fr",
            "Français",
            "nplurals=3; plural=(n == 0 || n == 1) ? 0 : n % 1000000 == 0 ? 1 : 2;",
            ("one", "many", "other"),
        ),
        Language("de", "Deutsch", *_TWO_FORMS),
        Language(
            "es",
            "Español",
            "nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;",
            ("one", "many", "other"),
        ),
        Language(
            "ru",
            "Русский",
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
            ("one", "few", "many"),
        ),
        Language(
            "ar",
            "العربية",
            "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
            ("zero", "one", "two", "few", "many", "other"),
            direction="rtl",
        ),
        Language("id", "Bahasa Indonesia", *_ONE_FORM),
        Language("th", "ไทย", *_ONE_FORM),
    )
}


def direction(tag: str) -> str:
    """Give the direction of a text in a language, known to the table or not (scripts written from the right)."""
    if tag in LANGUAGES:
        return LANGUAGES[tag].direction
    return "rtl" if tag.split("-")[0] in ("ar", "fa", "he", "ur", "ug", "ps", "dv", "yi") else "ltr"
