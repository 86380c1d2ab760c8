"""The phrases of the point-and-talk boards: what a visitor asks, what staff answer, by the kind of place.

In: nothing. Out: `BOARDS`, five boards of English msgids with their pictograms. Next come the translators, then the
printed boards: each line stands there in the visitor's language and in the staff's, and both point at it. A line is
one sentence and is complete by itself, since nothing can be asked back; "____" at its end is for a pen. A line asks
one thing, and no question has "not" in it: "yes" and "no" then mean the same in every language.

The need is part five, clause 6 of the plan of 2008 (reception phrases). Food names what is forbidden or dangerous one
by one: "Does this contain pork, lard or alcohol?" can be answered in a kitchen, "Is this pure?" cannot.
"""

from __future__ import annotations

from dataclasses import dataclass

from directory.vocabulary.term import N_


@dataclass(frozen=True)
class Phrase:
    """One line to point at. `text` is an English msgid, `icon` a pictogram's file name without its ending.

    `safety`: it speaks of health, allergy, halal food, access or an emergency, where a wrong word does harm;
    unreviewed words of it stamp a board DRAFT. The same key is the same phrase on every board.
    """

    key: str
    icon: str
    text: str
    safety: bool = False


@dataclass(frozen=True)
class Board:
    """A board for one counter: the visitor's `questions` on one side, the staff's `answers` on the other.

    `label` is the msgid of its title, `colour` a family's token of the look. `kinds` are the kinds of place whose
    first choice it is; a kind of place in none of them has no board of its own.
    """

    key: str
    label: str
    icon: str
    colour: str
    kinds: tuple[str, ...]
    questions: tuple[Phrase, ...]
    answers: tuple[Phrase, ...]


# Lines of more than one board: questions.
# NOTE: point-and-talk board, visitor to staff
_TOILET = Phrase("toilet", "toilets", N_("Where is the toilet?"))
# NOTE: point-and-talk board, visitor to staff; a bank card issued outside the country
_CARD = Phrase("card", "payment-cards", N_("Can I pay with a foreign card?"))
# NOTE: point-and-talk board, visitor to staff; a way without any step, for somebody who sits in a wheelchair
_STEP_FREE = Phrase("step_free", "step_free_navigation", N_("Is there a step-free way for my wheelchair?"), True)
# NOTE: point-and-talk board, visitor to staff; the language that the board is written in for the visitor
_LANGUAGE = Phrase("language", "language", N_("Does anyone here speak my language?"))
# NOTE: point-and-talk board, visitor to staff; an emergency: the shortest polite words
_AMBULANCE = Phrase("ambulance", "emergency", N_("Please call an ambulance."), True)
# NOTE: point-and-talk board, visitor to driver or shop staff; the paper that proves the payment
_RECEIPT = Phrase("receipt", "print", N_("Please give me a receipt."))
# NOTE: point-and-talk board, visitor to doctor or cook; ____ is written in with a pen: a food or a medicine
_ALLERGY = Phrase("allergy", "warning", N_("I am allergic to: ____."), True)

# Lines of more than one board: answers.
# NOTE: point-and-talk board, staff to visitor; answers "is it", "is there" and "may I": give each where they differ
_YES = Phrase("yes", "check", N_("Yes."))
# NOTE: point-and-talk board, staff to visitor; answers "is it", "is there" and "may I": give each where they differ
_NO = Phrase("no", "close", N_("No."))
# NOTE: point-and-talk board, staff to visitor; goes to ask a colleague
_ASK = Phrase("ask", "unknown", N_("I do not know, I will ask."))
# NOTE: point-and-talk board, staff to visitor
_WAIT = Phrase("wait", "clock", N_("Please wait a moment."))
# NOTE: point-and-talk board, staff to visitor, with a pen at hand
_WRITE = Phrase("write", "draft", N_("Please write it down."))
# NOTE: point-and-talk board, staff to visitor, pointing with the hand
_THIS_WAY = Phrase("this_way", "route", N_("It is this way."))
# NOTE: point-and-talk board, staff to visitor; ____ is written in with a pen: the number of a floor
_FLOOR = Phrase("floor", "elevator", N_("It is on floor ____."))
# NOTE: point-and-talk board, staff to visitor; ____ is written in with a pen: an amount, without a currency
_COST = Phrase("cost", "fee", N_("It costs ____."))
# NOTE: point-and-talk board, staff to visitor; with cash, or with a payment app on the phone
_PAY = Phrase("pay", "payment-cash", N_("You can pay in cash or with your phone."))
# NOTE: point-and-talk board, staff to visitor
_SHOW_PASSPORT = Phrase("show_passport", "passport", N_("Please show me your passport."))
# NOTE: point-and-talk board, staff to visitor; the call has been made, the ambulance is coming
_CALLED = Phrase("ambulance_called", "call", N_("I have called an ambulance."), True)
# NOTE: point-and-talk board, staff to visitor; goods in a shop, a dish in a restaurant
_SOLD_OUT = Phrase("sold_out", "stale", N_("It is sold out."))

_HOTEL = Board(
    "hotel",
    # NOTE: title of a point-and-talk board
    N_("At the hotel"),
    "hotel",
    "language",
    ("hotel",),
    questions=(
        # NOTE: point-and-talk board in a hotel, guest to staff: a room has been reserved
        Phrase("booking", "reservation", N_("I have a booking.")),
        # NOTE: point-and-talk board in a hotel, guest to staff: some hotels turn such guests away
        Phrase("foreign_passport", "passport", N_("Do you take guests with a foreign passport?")),
        # NOTE: point-and-talk board in a hotel, guest to staff: a room that a wheelchair can be used in
        Phrase("accessible_room", "wheelchair", N_("Do you have a room for a wheelchair user?"), True),
        # NOTE: point-and-talk board in a hotel, guest to staff: before check-in or after check-out
        Phrase("luggage", "luggage", N_("Can I leave my luggage here?")),
        # NOTE: point-and-talk board in a hotel, guest to staff
        Phrase("wifi", "internet_access", N_("What is the Wi-Fi password?")),
        # NOTE: point-and-talk board in a hotel, guest to staff
        Phrase("breakfast", "restaurant", N_("What time is breakfast?")),
        # NOTE: point-and-talk board in a hotel, guest to staff: the latest time to leave the room
        Phrase("check_out", "service_times", N_("What time do I have to check out?")),
        # NOTE: point-and-talk board in a hotel, guest to staff: the guest will show the paper to a driver
        Phrase("address", "draft", N_("Please write this hotel's address for a taxi driver.")),
        # NOTE: point-and-talk board in a hotel, guest to staff
        Phrase("taxi", "driver", N_("Please call a taxi for me.")),
        _CARD,
        _LANGUAGE,
        _AMBULANCE,
    ),
    answers=(
        _YES,
        _NO,
        _ASK,
        _WAIT,
        _WRITE,
        _THIS_WAY,
        _FLOOR,
        _COST,
        # NOTE: point-and-talk board in a hotel, staff to guest: of breakfast or check-out; ____ is written with a pen
        Phrase("time", "opening_hours", N_("It is at this time: ____.")),
        # NOTE: point-and-talk board in a hotel, staff to guest: no room is left tonight
        Phrase("no_room", "hotel", N_("We have no free rooms.")),
        _SHOW_PASSPORT,
        _CALLED,
    ),
)

_TAXI = Board(
    "taxi",
    # NOTE: title of a point-and-talk board
    N_("In the taxi"),
    "driver",
    "information",
    # No place is a taxi: these are where one stands in line for it.
    (
        "airport",
        "airport_terminal",
        "railway_station",
        "maglev_station",
        "bus_station",
        "ferry_terminal",
        "cruise_terminal",
    ),
    questions=(
        # NOTE: point-and-talk board in a taxi, visitor to driver, pointing at an address
        Phrase("destination", "distance", N_("Please take me to this address.")),
        # NOTE: point-and-talk board in a taxi, visitor to driver, before the ride
        Phrase("fare", "fee", N_("About how much will it cost?")),
        # NOTE: point-and-talk board in a taxi, visitor to driver: the ride
        Phrase("duration", "clock", N_("How long will it take?")),
        # NOTE: point-and-talk board in a taxi, visitor to driver: the device that counts the fare
        Phrase("meter", "list_numbered", N_("Please use the meter.")),
        # NOTE: point-and-talk board in a taxi, visitor to driver: the luggage space at the back of the car
        Phrase("boot", "luggage", N_("Please open the boot for my luggage.")),
        # NOTE: point-and-talk board in a taxi, visitor to driver: is there space to take it along
        Phrase("wheelchair", "wheelchair", N_("Can my wheelchair go in the car?"), True),
        # NOTE: point-and-talk board in a taxi, visitor to driver
        Phrase("slower", "warning", N_("Please drive more slowly.")),
        # NOTE: point-and-talk board in a taxi, visitor to driver
        Phrase("stop", "here", N_("Please stop here.")),
        _CARD,
        _RECEIPT,
        # NOTE: point-and-talk board in a taxi, visitor to driver: an emergency
        Phrase("to_hospital", "hospital", N_("Please take me to the nearest hospital."), True),
        _AMBULANCE,
    ),
    answers=(
        _YES,
        _NO,
        _ASK,
        _WRITE,
        _COST,
        # NOTE: point-and-talk board in a taxi, driver to visitor: the ride; ____ is written with a pen
        Phrase("minutes", "clock", N_("It takes about this many minutes: ____.")),
        _PAY,
        # NOTE: point-and-talk board in a taxi, driver to visitor
        Phrase("map", "area", N_("Please show me the address on a map.")),
        # NOTE: point-and-talk board in a taxi, driver to visitor
        Phrase("seat_belt", "promise", N_("Please fasten your seat belt.")),
        # NOTE: point-and-talk board in a taxi, driver to visitor: stopping is forbidden or dangerous
        Phrase("no_stop", "warning", N_("I cannot stop here.")),
        # NOTE: point-and-talk board in a taxi, driver to visitor: the ride is over
        Phrase("arrived", "report", N_("We have arrived.")),
        _CALLED,
    ),
)

_HOSPITAL = Board(
    "hospital",
    # NOTE: title of a point-and-talk board
    N_("At the hospital"),
    "hospital",
    "emergency",
    ("hospital", "clinic"),
    questions=(
        # NOTE: point-and-talk board in a hospital, patient to staff: it cannot wait
        Phrase("urgent", "emergency", N_("I need a doctor urgently."), True),
        # NOTE: point-and-talk board in a hospital, patient to staff, touching the place
        Phrase("hurts", "here", N_("It hurts here."), True),
        # NOTE: point-and-talk board in a hospital, patient to staff
        Phrase("breathe", "rescue", N_("It is hard for me to breathe."), True),
        # NOTE: point-and-talk board in a hospital, patient to staff
        Phrase("fever", "clinic", N_("I have a fever."), True),
        _ALLERGY,
        # NOTE: point-and-talk board in a hospital, patient to staff: diabetes mellitus
        Phrase("diabetes", "hospital", N_("I have diabetes."), True),
        # NOTE: point-and-talk board in a hospital, patient to staff: a disease of the heart, known before
        Phrase("heart", "volunteer_post", N_("I have a heart condition."), True),
        # NOTE: point-and-talk board in a hospital, patient to staff
        Phrase("pregnant", "baby_care", N_("I am pregnant."), True),
        # NOTE: point-and-talk board in a hospital, patient to staff, showing the packet: swallowed, injected or other
        Phrase("medicine", "promise", N_("I am taking this medicine."), True),
        _STEP_FREE,
        _LANGUAGE,
        _CARD,
    ),
    answers=(
        _YES,
        _NO,
        _ASK,
        _WAIT,
        _WRITE,
        _THIS_WAY,
        _FLOOR,
        # NOTE: point-and-talk board in a hospital, staff to patient: at the desk where a visit is booked and paid for
        Phrase("register", "information_desk", N_("Please register first with your passport.")),
        # NOTE: point-and-talk board in a hospital, staff to patient: the pain or illness
        Phrase("days", "reservation", N_("How many days have you had this?"), True),
        # NOTE: point-and-talk board in a hospital, staff to patient: on the body
        Phrase("point", "here", N_("Please point to where it hurts."), True),
        # NOTE: point-and-talk board in a hospital, staff to patient
        Phrase("doctor", "clinic", N_("A doctor is coming."), True),
        # NOTE: point-and-talk board in a hospital, staff to patient: somebody who comes, or on the telephone
        Phrase("interpreter", "interpreter", N_("I will call someone who speaks your language.")),
    ),
)

_SHOP = Board(
    "shop",
    # NOTE: title of a point-and-talk board
    N_("In the shop"),
    "shop",
    "card",
    ("shop", "mall", "department_store", "tax_refund"),
    questions=(
        # NOTE: point-and-talk board in a shop, customer to staff, pointing at goods
        Phrase("price", "fee", N_("How much does this cost?")),
        _CARD,
        # NOTE: point-and-talk board in a shop, customer to staff: clothes or shoes
        Phrase("try_on", "fitting_room", N_("Can I try this on?")),
        # NOTE: point-and-talk board in a shop, customer to staff: clothes or shoes
        Phrase("size", "door_width", N_("Do you have another size?")),
        # NOTE: point-and-talk board in a shop, customer to staff
        Phrase("colour", "due", N_("Do you have another colour?")),
        # NOTE: point-and-talk board in a shop, customer to staff: sales tax given back to visitors from abroad
        Phrase("tax_refund", "tax_refund", N_("Can I get a tax refund for this?")),
        _RECEIPT,
        # NOTE: point-and-talk board in a shop, customer to staff: for other goods, after buying
        Phrase("exchange", "back", N_("Can I exchange this later?")),
        _TOILET,
        _STEP_FREE,
        _LANGUAGE,
        _AMBULANCE,
    ),
    answers=(
        _YES,
        _NO,
        _ASK,
        _WAIT,
        _WRITE,
        _THIS_WAY,
        _FLOOR,
        _COST,
        _PAY,
        _SOLD_OUT,
        _SHOW_PASSPORT,
        _CALLED,
    ),
)

_RESTAURANT = Board(
    "restaurant",
    # NOTE: title of a point-and-talk board
    N_("At the restaurant"),
    "restaurant",
    "convenience",
    ("restaurant", "cafe"),
    questions=(
        # NOTE: point-and-talk board in a restaurant, guest to staff; ____ is written with a pen: how many guests
        Phrase("table", "seats", N_("A table for this many people, please: ____.")),
        # NOTE: point-and-talk board in a restaurant, guest to staff: the board's language on the guest's side
        Phrase("menu", "menu", N_("Do you have a menu in my language?")),
        # NOTE: point-and-talk board in a restaurant, guest to staff, pointing at a dish: allowed in Islam (清真)
        Phrase("halal", "halal", N_("Is this food halal?"), True),
        # NOTE: point-and-talk board in a restaurant, guest to staff: the office or body that wrote the certificate
        Phrase("halal_certifier", "award", N_("Who certifies that your food is halal?"), True),
        # NOTE: point-and-talk board in a restaurant, guest to staff: any amount; cooking wine is alcohol too
        Phrase("pork", "pork", N_("Does this contain pork, lard or alcohol?"), True),
        _ALLERGY,
        # NOTE: point-and-talk board in a restaurant, guest to staff: both named, as many languages tell them apart
        Phrase("nuts", "warning", N_("I am allergic to peanuts and nuts."), True),
        # NOTE: point-and-talk board in a restaurant, guest to staff
        Phrase("vegetarian", "vegetarian", N_("I do not eat meat or fish.")),
        _CARD,
        _TOILET,
        _STEP_FREE,
        _AMBULANCE,
    ),
    answers=(
        _YES,
        _NO,
        _ASK,
        _WRITE,
        _THIS_WAY,
        # NOTE: point-and-talk board in a restaurant, staff to guest: what the guest has asked about or is allergic to
        Phrase("contains", "warning", N_("This dish contains that ingredient."), True),
        # NOTE: point-and-talk board in a restaurant, staff to guest: what the guest has asked about or is allergic to
        Phrase("contains_not", "cuisine", N_("This dish does not contain that ingredient."), True),
        # NOTE: point-and-talk board in a restaurant, staff to guest: whether the dish is safe for the guest
        Phrase("unsure", "complaints", N_("We are not sure, please do not eat it."), True),
        # NOTE: point-and-talk board in a restaurant, staff to guest: the pans and knives are shared
        Phrase("pork_kitchen", "shared_kitchen", N_("We also cook pork in this kitchen."), True),
        # NOTE: point-and-talk board in a restaurant, staff to guest
        Phrase("no_certificate", "award", N_("We have no halal certificate."), True),
        _SOLD_OUT,
        _CALLED,
    ),
)

BOARDS: dict[str, Board] = {board.key: board for board in (_HOTEL, _TAXI, _HOSPITAL, _SHOP, _RESTAURANT)}
