"""The properties that claims speak of: the plan's four barrier-frees, halal, promises and awards.

Keys are OpenStreetMap's where it has one. Shelf lives are in days: a card test 90, hours 180, what is built 730
(mission study, claim model); a certificate lives until its own end.
"""

from __future__ import annotations

from typing import Any

from directory.vocabulary.term import N_, Family, Property, Truth, Type, Value

FAMILIES: dict[str, Family] = {
    family.key: family
    for family in (
        Family("language", N_("Language"), "language"),
        Family("card", N_("Cards and money"), "card"),
        Family("access", N_("Access"), "access"),
        Family("halal", N_("Halal"), "halal"),
        Family("convenience", N_("Comfort"), "convenience"),
        Family("service", N_("Service"), "access"),
    )
}

YES_NO = (Value("yes", N_("yes"), Truth.YES), Value("no", N_("no"), Truth.NO))
YES_LIMITED_NO = (
    Value("yes", N_("yes"), Truth.YES),
    Value("limited", N_("limited"), Truth.LIMITED),
    Value("no", N_("no"), Truth.NO),
)
ACCEPTED = (
    Value("yes", N_("accepted"), Truth.YES),
    Value("limited", N_("accepted in part"), Truth.LIMITED),
    Value("no", N_("not accepted"), Truth.NO),
)
LIFT = (
    Value("yes", N_("yes"), Truth.YES),
    Value("self_service", N_("use it yourself"), Truth.YES),
    Value("staff_operated", N_("ask staff to run it"), Truth.LIMITED),
    Value("mixed", N_("some you use yourself, some staff run"), Truth.LIMITED),
    Value("no", N_("no"), Truth.NO),
)
LEVEL = (
    Value("yes", N_("yes"), Truth.YES),
    Value("greeting", N_("a few words"), Truth.LIMITED),
    Value("serve", N_("enough to serve you"), Truth.YES),
    Value("consult", N_("full advice"), Truth.YES),
    Value("no", N_("no"), Truth.NO),
)
LOAN = (
    Value("yes", N_("yes"), Truth.YES),
    Value("free", N_("free of charge"), Truth.YES),
    Value("paid", N_("for a fee"), Truth.YES),
    Value("no", N_("no"), Truth.NO),
)
HALAL = (  # a ladder of evidence, lowest rung first; not a badge and not a score
    Value("operator", N_("the operator says so"), Truth.YES),
    Value("community", N_("reported by visitors"), Truth.YES),
    Value("municipal", N_("the city's halal (清真) plate was seen"), Truth.YES),
    Value("certificate", N_("certificate in force"), Truth.YES),
    Value("no", N_("no"), Truth.NO),
)

CUISINES = tuple(
    Value(key, label, Truth.YES)
    for key, label in (
        ("anhui", N_("Anhui")),
        ("arab", N_("Arab")),
        ("cantonese", N_("Cantonese")),
        ("chicken", N_("chicken")),
        ("chinese", N_("Chinese")),
        ("dumpling", N_("dumplings")),
        ("hot_pot", N_("hotpot")),
        ("indonesian", N_("Indonesian")),
        ("japanese", N_("Japanese")),
        ("lebanese", N_("Lebanese")),
        ("malaysian", N_("Malaysian")),
        ("noodle", N_("noodles")),
        ("pastry", N_("pastry")),
        ("seafood", N_("seafood")),
        ("shanghai", N_("Shanghai")),
        ("turkish", N_("Turkish")),
        ("uyghur", N_("Uyghur")),
    )
)

_CARD = ("card_origin", "channel")


def _language(key: str, label: str, icon: str, **more: Any) -> Property:
    return Property(key, "language", label, icon, 365, values=more.pop("values", YES_NO), **more)


def _payment(scheme: str, label: str, *, facet: bool = True, sign: int = 0) -> Property:
    return Property(
        f"payment:{scheme}",
        "card",
        label,
        f"payment-{scheme}",
        90,
        values=ACCEPTED,
        qualifiers=_CARD,
        osm=f"payment:{scheme}",
        schema_org="paymentAccepted",
        a11yjson="payment",
        facet=facet,
        sign=sign,
    )


def _access(key: str, label: str, icon: str, **more: Any) -> Property:
    return Property(
        key,
        "access",
        label,
        icon,
        730,
        values=more.pop("values", YES_LIMITED_NO),
        osm=more.pop("osm", key),
        safety=True,
        **more,
    )


def _comfort(key: str, label: str, icon: str = "", **more: Any) -> Property:
    return Property(key, "convenience", label, icon or key, 365, values=more.pop("values", YES_NO), **more)


PROPERTIES: dict[str, Property] = {
    prop.key: prop
    for prop in (
        _language(
            "language",
            N_("Languages spoken"),
            "language",
            values=LEVEL,
            qualifiers=("language",),
            osm="language:*",
            schema_org="availableLanguage",
            a11yjson="staff.spokenLanguages",
            facet=True,
            sign=4,
        ),
        _language(
            "sign_language",
            N_("Sign language"),
            "sign_language",
            qualifiers=("language",),
            a11yjson="staff.spokenLanguages",
            facet=True,
            sign=6,
        ),
        _language("interpreter", N_("Interpreter"), "interpreter", qualifiers=("language",), sign=7),
        _language("brochures", N_("Leaflets and maps"), "brochures", qualifiers=("language",)),
        _language("audio_guide", N_("Audio guide"), "audio_guide", qualifiers=("language",), osm="audio_guide", sign=9),
        _language("menu", N_("Menu"), "menu", qualifiers=("language",)),
        _payment("cards", N_("Bank cards"), sign=3),
        _payment("visa", N_("Visa"), sign=8),
        _payment("mastercard", N_("Mastercard"), sign=8),
        _payment("american_express", N_("American Express")),
        _payment("jcb", N_("JCB")),
        _payment("unionpay", N_("UnionPay"), facet=False),
        _payment("diners_club", N_("Diners Club"), facet=False),
        _payment("discover_card", N_("Discover"), facet=False),
        _payment("contactless", N_("Contactless cards"), facet=False, sign=8),
        _payment("alipay", N_("Alipay"), facet=True),
        _payment("wechat", N_("WeChat Pay"), facet=True),
        _payment("cash", N_("Cash"), facet=False),
        Property(
            "tax_refund",
            "card",
            N_("Tax refund for visitors"),
            "tax_refund",
            365,
            facet=True,
            sign=5,
            values=(
                Value("yes", N_("yes"), Truth.YES),
                Value("instant", N_("at once, in the shop"), Truth.YES),
                Value("self_service", N_("at a machine"), Truth.YES),
                Value("no", N_("no"), Truth.NO),
            ),
        ),
        Property(
            "city_pass",
            "card",
            N_("City travel pass"),
            "city_pass",
            365,
            facet=False,
            values=(
                Value("yes", N_("accepted"), Truth.YES),
                Value("sold", N_("sold here"), Truth.YES),
                Value("no", N_("no"), Truth.NO),
            ),
        ),
        Property("foreign_passport", "card", N_("Foreign passports for booking"), "passport", 365, values=YES_NO),
        _access(
            "wheelchair",
            N_("Step-free access"),
            "wheelchair",
            a11yjson="accessibleWith.wheelchair",
            facet=True,
            sign=1,
            values=(*YES_LIMITED_NO, Value("designated", N_("made for wheelchairs"), Truth.YES)),
        ),
        _access("entrance:level", N_("Level entrance"), "entrance", osm="", a11yjson="entrances.isLevel"),
        _access("step_count", N_("Steps"), "step_count", type=Type.COUNT, values=(), a11yjson="entrances.stairs.count"),
        _access(
            "step_height",
            N_("Height of a step"),
            "step_count",
            type=Type.CENTIMETRES,
            values=(),
            osm="step:height",
            a11yjson="entrances.stairs.stepHeight",
        ),
        _access("ramp:wheelchair", N_("Ramp"), "ramp", a11yjson="entrances.hasFixedRamp"),
        _access(
            "door:width",
            N_("Door width"),
            "door_width",
            type=Type.CENTIMETRES,
            values=(),
            a11yjson="entrances.door.width",
        ),
        _access(
            "automatic_door",
            N_("Automatic door"),
            "automatic_door",
            values=YES_NO,
            a11yjson="entrances.door.isAutomatic",
        ),
        _access("kerb", N_("Lowered kerb"), "kerb"),
        _access("elevator", N_("Lift"), "elevator", osm="highway=elevator", values=LIFT, facet=True, sign=2),
        _access("stairlift", N_("Stairlift or lifting platform"), "stairlift", osm="", values=LIFT),
        _access(
            "toilets:wheelchair",
            N_("Accessible toilet"),
            "toilets-wheelchair",
            a11yjson="restrooms.isAccessibleWithWheelchair",
            facet=True,
            sign=2,
        ),
        _access("low_counter", N_("Lowered counter"), "low_counter", osm="", a11yjson="desks.isRollUnder"),
        _access(
            "counter:height",
            N_("Counter height"),
            "low_counter",
            type=Type.CENTIMETRES,
            values=(),
            osm="",
            a11yjson="desks.fixedHeight",
        ),
        _access("tactile_paving", N_("Tactile paving"), "tactile_paving", a11yjson="hasTactileGuideStrips", sign=7),
        _access("braille", N_("Braille"), "braille", osm="tactile_writing:braille", a11yjson="hasBrailleSignage"),
        _access("audio_loop", N_("Hearing loop"), "audio_loop", a11yjson="hasInductionLoop"),
        _access("wheelchair_loan", N_("Wheelchairs to borrow"), "wheelchair_loan", osm="", values=LOAN, sign=6),
        _access("priority_entry", N_("Priority entry for disabled visitors"), "priority_lane", osm="", sign=9),
        _access("accessible_parking", N_("Accessible parking"), "accessible_parking", osm="capacity:disabled"),
        _access(
            "wheelchair_seats",
            N_("Wheelchair places in the hall"),
            "wheelchair_seats",
            type=Type.SEATS,
            values=(),
            osm="",
        ),
        _access(
            "audio_description", N_("Screenings with audio description"), "audio_description", values=YES_NO, osm=""
        ),
        _access("accessible_guide", N_("Guide for visitors who see little"), "accessible_guide", values=YES_NO, osm=""),
        _access(
            "step_free_navigation", N_("Step-free routes in an app"), "step_free_navigation", values=YES_NO, osm=""
        ),
        _access(
            "sensory_garden",
            N_("Garden for visitors who see little"),
            "sensory_garden",
            values=YES_NO,
            osm="garden:type",
        ),
        _access("quiet", N_("Quiet place"), "quiet", osm="", a11yjson="isQuiet"),
        Property(
            "halal",
            "halal",
            N_("Halal food"),
            "halal",
            365,
            values=HALAL,
            osm="diet:halal",
            schema_org="hasCertification",
            facet=True,
            safety=True,
            sign=1,
        ),
        Property(
            "diet:halal",
            "halal",
            N_("How much of the food is halal"),
            "halal",
            365,
            osm="diet:halal",
            safety=True,
            values=(
                Value("only", N_("all of it"), Truth.YES),
                Value("yes", N_("some of it"), Truth.LIMITED),
                Value("no", N_("none"), Truth.NO),
            ),
        ),
        Property(
            "shared_kitchen",
            "halal",
            N_("Kitchen shared with food that is not halal"),
            "shared_kitchen",
            365,
            values=YES_NO,
            safety=True,
        ),
        Property("alcohol", "halal", N_("Alcohol served"), "alcohol", 365, values=YES_NO, safety=True),
        Property("pork", "halal", N_("Pork served"), "pork", 365, values=YES_NO, safety=True),
        Property("prayer_room", "halal", N_("Prayer room"), "prayer_room", 730, values=YES_NO, facet=True, sign=5),
        _comfort("toilets", N_("Toilets"), osm="toilets", a11yjson="restrooms", facet=True, sign=5, values=YES_NO),
        _comfort(
            "toilets:position",
            N_("Toilet type"),
            "toilets",
            osm="toilets:position",
            values=(
                Value("seated", N_("seat"), Truth.YES),
                Value("squat", N_("squat"), Truth.YES),
                Value("seated;squat", N_("seat and squat"), Truth.YES),
            ),
        ),
        _comfort("changing_table", N_("Baby changing table"), osm="changing_table", facet=True, sign=8),
        _comfort("baby_care", N_("Baby care room"), osm="baby_feeding", facet=True, sign=8),
        _comfort(
            "internet_access",
            N_("Wi-Fi"),
            osm="internet_access=wlan",
            a11yjson="wifi",
            facet=True,
            values=(
                Value("wlan", N_("yes"), Truth.YES),
                Value("free", N_("free of charge"), Truth.YES),
                Value("local_number", N_("only with a local phone number"), Truth.LIMITED),
                Value("no", N_("no"), Truth.NO),
            ),
            sign=9,
        ),
        _comfort("power", N_("Phone charging"), osm="device_charging_station"),
        _comfort("seats", N_("Seats to rest"), osm="bench"),
        _comfort("parking", N_("Car park"), osm="amenity=parking"),
        _comfort("bicycle_parking", N_("Bicycle parking"), osm="amenity=bicycle_parking"),
        _comfort("priority_lane", N_("Priority lane")),
        _comfort("information_desk", N_("Information desk"), osm="information=office", sign=7),
        _comfort("atm", N_("Cash machine"), osm="atm", facet=True, sign=6),
        _comfort("suggestion_box", N_("Suggestion box")),
        _comfort("rescue", N_("First aid and rescue"), osm="emergency=first_aid"),
        _comfort("emergency_department", N_("Emergency department"), "emergency", osm="emergency", safety=True, sign=1),
        _comfort("complaints", N_("Complaints desk")),
        _comfort("souvenirs", N_("Souvenirs"), osm="shop=gift"),
        _comfort("fitting_room", N_("Fitting room")),
        _comfort("luggage", N_("Luggage storage"), osm="amenity=luggage_locker", facet=True),
        _comfort("drinking_water", N_("Drinking water"), osm="drinking_water"),
        _comfort("smoking", N_("Smoking allowed"), osm="smoking"),
        _comfort("takeaway", N_("Food to take away"), osm="takeaway"),
        _comfort("cuisine", N_("Cuisine"), osm="cuisine", values=CUISINES),
        _comfort(
            "vegetarian",
            N_("Vegetarian food"),
            osm="diet:vegetarian",
            values=(
                Value("yes", N_("some of it"), Truth.YES),
                Value("only", N_("all of it"), Truth.YES),
                Value("no", N_("none"), Truth.NO),
            ),
        ),
        Property(
            "international_department",
            "service",
            N_("International medical department"),
            "interpreter",
            730,
            values=YES_NO,
            facet=True,
            sign=3,
        ),
        Property("line", "service", N_("Lines"), "metro_station", 730, type=Type.PLAIN, osm="line"),
        Property(
            "fee",
            "service",
            N_("Admission fee"),
            "fee",
            365,
            osm="fee",
            values=(Value("yes", N_("yes"), Truth.YES), Value("no", N_("free of charge"), Truth.NO)),
        ),
        Property(
            "reservation",
            "service",
            N_("Booking"),
            "reservation",
            365,
            osm="reservation",
            values=(
                Value("required", N_("required"), Truth.LIMITED),
                Value("recommended", N_("recommended"), Truth.YES),
                Value("no", N_("not needed"), Truth.NO),
            ),
        ),
        Property(
            "hours_stated", "service", N_("Daily hours stated, days not stated"), "opening_hours", 180, type=Type.PLAIN
        ),
        Property(
            "service_times",
            "service",
            N_("Times of worship"),
            "service_times",
            365,
            type=Type.PLAIN,
            osm="service_times",
        ),
        Property("promise", "service", N_("Service promise"), "promise", 730, type=Type.TEXT),
        Property("award", "service", N_("Award"), "award", 1095, type=Type.TEXT, schema_org="award"),
        Property("brand", "service", N_("Time-honoured brand"), "award", 1095, values=YES_NO),
    )
}

# What the record itself states grows old too.
FIELD_SHELF_LIFE: dict[str, int] = {
    "name": 3650,
    "address": 1825,
    "district": 3650,
    "position": 3650,
    "opening_hours": 180,
    "phone": 365,
    "website": 365,
    "description": 1825,
    "alt_name": 3650,
    "cross_street": 1825,
    "closed": 36500,
}

CARD_ORIGINS: dict[str, str] = {"foreign": N_("foreign cards"), "domestic": N_("cards from mainland China")}
CHANNELS: dict[str, str] = {
    "chip": N_("chip"),
    "contactless": N_("tap"),
    "stripe": N_("stripe"),
    "qr": N_("QR code"),
    "online": N_("online"),
    "machine": N_("at the machine"),
}

# Where in the venue a claim holds. {ref} is the part's own mark as written there ("N1", "T2").
SCOPES: dict[str, str] = {
    "main entrance": N_("main entrance"),
    "side entrance": N_("side entrance"),
    "entrance {ref}": N_("entrance {ref}"),
    "exit {ref}": N_("exit {ref}"),
    "exit {ref} to platform": N_("exit {ref}, on to the platform"),
    "platform": N_("to the platform"),
    "inside gates": N_("inside the ticket gates"),
    "outside gates": N_("outside the ticket gates"),
    "outside station": N_("outside the station"),
    "outside gates, exit {ref}": N_("outside the ticket gates, near exit {ref}"),
    "outside station, exit {ref}": N_("outside the station, near exit {ref}"),
    "inside gates and outside, exit {ref}": N_("inside and outside the ticket gates, near exit {ref}"),
    "line {ref}": N_("line {ref}"),
    "floor {ref}": N_("floor {ref}"),
    "terminal {ref}": N_("terminal {ref}"),
    "building {ref}": N_("building {ref}"),
    "ticket office": N_("ticket office"),
    "north": N_("north side"),
    "south": N_("south side"),
    "footbridge": N_("footbridge"),
    "ground floor": N_("ground floor"),
    "service centre": N_("service centre"),
    "shop": N_("shop"),
    "restaurant": N_("restaurant"),
}
