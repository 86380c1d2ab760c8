// Improves a page that works without it: open or closed by the city's clock, distance, age of evidence, sharing.
// Dependency-free; reads data attributes and one block of words; writes text nodes only.

const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
const language = document.documentElement.lang;
const zone = document.body?.dataset.timeZone;
const MINUTES_A_DAY = 1440;
const CLOSING_SOON = 60; // minutes
const OLD_COPY = 7; // days; a site that is built every night has then missed a week of them

/** Fill {slots} of a sentence. */
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);

/** The city's date (YYYY-MM-DD) and minutes from midnight, whatever the reader's own clock is set to. */
function cityNow(now = new Date()) {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-CA", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    }).formatToParts(now).map(({ type, value }) => [type, value]),
  );
  return { date: `${parts.year}-${parts.month}-${parts.day}`, minutes: Number(parts.hour) * 60 + Number(parts.minute) };
}

/** Whole days from one ISO date to another. */
const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** Read `2026-11-23|540-1020;|00!1`: the first day and, for each day, its spans and whether they are sure. */
function readSchedule(line) {
  const [first, patterns, letters] = line.split("|");
  const spans = patterns.split(";").map((day) => day.split(",").filter(Boolean).map((span) => span.split("-").map(Number)));
  const days = [...letters.matchAll(/([0-9a-z])(!?)/g)].map((m) => ({ spans: spans[parseInt(m[1], 36)], sure: !m[2] }));
  return { first, days };
}

/** Say whether a place is open now and until when, or when it opens; null beyond what the page knows. */
function stateAt(schedule, { date, minutes }) {
  const today = daysBetween(schedule.first, date);
  if (today < 0 || today >= schedule.days.length) return null;
  const at = today * MINUTES_A_DAY + minutes;
  const spans = joined(schedule.days.flatMap((day, n) => day.spans.map(([a, b]) => [n * MINUTES_A_DAY + a, n * MINUTES_A_DAY + b])));
  const sure = schedule.days[today].sure;
  const now = spans.find(([a, b]) => a <= at && at < b);
  if (now) {
    const known = now[1] < schedule.days.length * MINUTES_A_DAY;
    return { state: known && now[1] - at <= CLOSING_SOON ? "soon" : "open", until: known ? now[1] : null, today, sure };
  }
  const next = spans.find(([a]) => a > at);
  return { state: "closed", opens: next ? next[0] : null, today, sure };
}

/** Join spans that touch, such as those of two days around midnight. */
function joined(spans) {
  const result = [];
  for (const [a, b] of spans) {
    const last = result.at(-1);
    if (last && last[1] >= a) last[1] = Math.max(last[1], b);
    else result.push([a, b]);
  }
  return result;
}

const clock = (minutes) => {
  const at = minutes % MINUTES_A_DAY;
  return `\u2066${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}\u2069`;
};

/** Name the day that lies some days after the schedule's first. */
function weekday(schedule, day) {
  const date = new Date(Date.parse(schedule.first) + day * 86_400_000);
  return new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(date);
}

/** Put the sentence after the state: "until 20:00", "opens Tuesday 09:00". */
function detail(schedule, found) {
  if (!found.sure) return words.unsure;
  if (found.state !== "closed") {
    return found.until === null ? words.always : fill(words.until, { time: clock(found.until) });
  }
  if (found.opens === null) return "";
  const day = Math.floor(found.opens / MINUTES_A_DAY);
  const time = clock(found.opens);
  return day === found.today ? fill(words.opens, { time }) : fill(words.opensDay, { day: weekday(schedule, day), time });
}

function showStates() {
  const now = cityNow();
  for (const line of document.querySelectorAll("[data-schedule]")) {
    const schedule = readSchedule(line.dataset.schedule);
    const found = stateAt(schedule, now);
    line.hidden = !found;
    if (!found) continue;
    line.dataset.state = found.state;
    const [head, tail] = [line.querySelector("strong"), line.querySelector("strong ~ span")];
    head.textContent = words[found.state];
    tail.textContent = detail(schedule, found);
  }
  for (const day of document.querySelectorAll("[data-until]")) day.hidden = day.dataset.until < now.date;
  const today = (new Date(`${now.date}T00:00Z`).getUTCDay() + 6) % 7;
  for (const row of document.querySelectorAll("[data-day]")) {
    const isToday = Number(row.dataset.day) === today;
    row.classList.toggle("today", isToday);
    if (isToday) row.setAttribute("aria-current", "date");
    else row.removeAttribute("aria-current");
  }
}

/** Age the marks of evidence: a saved copy grows old in the reader's hand. */
function showAges() {
  const { date } = cityNow();
  for (const mark of document.querySelectorAll("[data-stale]")) {
    const age = date >= mark.dataset.stale ? "stale" : date >= mark.dataset.due ? "due" : "fresh";
    if (age === mark.dataset.age) continue;
    mark.dataset.age = age;
    mark.querySelector("use")?.setAttribute("href", `#i-${age}`);
    const word = mark.querySelector(".word");
    if (word) word.textContent = words[age];
  }
}

/** Tell how long ago the data was gathered into this copy, and warn of an old one: a saved page does not know. */
function showBuilt() {
  for (const line of document.querySelectorAll("[data-built]")) {
    const days = daysBetween(line.dataset.built, cityNow().date);
    if (days < 0) continue; // a clock that is wrong, or a build for a day to come
    const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", numberingSystem: "latn" });
    line.querySelector("bdi").textContent = relative.format(-days, "day");
    line.hidden = false;
    document.querySelector("[data-outdated]").hidden = days <= OLD_COPY;
  }
}

/** Great-circle metres between two points in degrees (haversine). */
function metres(a, b) {
  const rad = Math.PI / 180;
  const h = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2
    + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 2 * 6371008.8 * Math.asin(Math.sqrt(h));
}

const away = (distance) => distance < 995
  ? new Intl.NumberFormat(language, { style: "unit", unit: "meter", numberingSystem: "latn" }).format(Math.max(10, Math.round(distance / 10) * 10))
  : new Intl.NumberFormat(language, { style: "unit", unit: "kilometer", maximumFractionDigits: 1, numberingSystem: "latn" }).format(distance / 1000);

/** Show distances and, in a list, put the nearest first, groups as well as rows. The position stays on the device. */
function showDistances({ coords }) {
  const here = { lat: coords.latitude, lon: coords.longitude };
  const measured = [...document.querySelectorAll("[data-lat]")].map((place) => {
    const distance = metres(here, { lat: Number(place.dataset.lat), lon: Number(place.dataset.lon) });
    const slot = place.querySelector("[data-distance]");
    slot.hidden = false;
    const isolate = document.createElement("bdi");
    isolate.textContent = away(distance);
    slot.replaceChildren(isolate);
    return { place, distance };
  }).sort((a, b) => a.distance - b.distance);
  for (const list of document.querySelectorAll("ol.rows")) {
    list.prepend(...measured.filter(({ place }) => place.parentElement === list).map(({ place }) => place));
  }
  const groups = [...new Set(measured.map(({ place }) => place.closest("section")).filter(Boolean))];
  if (groups.length > 1) document.querySelector("section:has(> ol.rows)").before(...groups);
}

function offerDistances() {
  if (!("geolocation" in navigator)) return;
  for (const button of document.querySelectorAll("[data-near]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.geolocation.getCurrentPosition(showDistances, () => {
        const slot = document.querySelector("[data-near-status]") ?? button.parentElement.querySelector("[data-distance]");
        if (slot) slot.textContent = words.noPosition;
      }, { maximumAge: 60_000, timeout: 10_000 });
    });
  }
}

/** Without a way to share, the link leads to the place's code and address, which can be read out or copied by hand. */
function offerSharing() {
  if (!navigator.share && !navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-share]")) {
    button.hidden = false;
    button.addEventListener("click", async (event) => {
      event.preventDefault();
      const url = document.querySelector("link[rel=canonical]")?.href ?? location.href;
      try {
        if (navigator.share) await navigator.share({ title: document.title, url });
        else {
          await navigator.clipboard.writeText(url);
          button.lastChild.textContent = words.copied;
        }
      } catch { /* the reader closed the sheet */ }
    });
  }
}

/** Lists are made for paper too. */
function offerPrinting() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

/** On a page of all languages, move the reader's own to the top. No redirect: every language stays on offer. */
function readersLanguageFirst() {
  for (const list of document.querySelectorAll("[data-languages]")) {
    const items = [...list.children];
    const rank = (item) => {
      const tag = item.lang.toLowerCase();
      const wanted = navigator.languages.map((one) => new Intl.Locale(one).maximize());
      const own = new Intl.Locale(tag).maximize();
      const found = wanted.findIndex((one) => one.language === own.language && one.script === own.script);
      return found < 0 ? wanted.length : found;
    };
    list.append(...items.map((item, place) => ({ item, place, rank: rank(item) }))
      .sort((a, b) => a.rank - b.rank || a.place - b.place).map(({ item }) => item));
    const kept = Number(list.dataset.keep) || items.length; // the rest says the same in other languages
    for (const item of [...list.children].slice(kept)) item.hidden = true;
  }
}

/** The driver card is a dialog to keyboards and screen readers: focus goes in, Escape goes out. */
function driverCard() {
  const card = document.getElementById("driver");
  if (!card) return;
  addEventListener("hashchange", () => { if (location.hash === "#driver") card.focus(); });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash === "#driver") location.hash = "#actions";
  });
}

showStates();
showAges();
showBuilt();
setInterval(showStates, 30_000);
offerDistances();
offerSharing();
offerPrinting();
readersLanguageFirst();
driverCard();
for (const bar of document.querySelectorAll("[data-filter-bar]")) bar.hidden = false;

// The box in the header suggests places once someone goes there; what it takes stands in the search page it leads to.
const box = document.querySelector("form[data-box]");
box?.addEventListener("focusin", async () => {
  try {
    const page = new DOMParser().parseFromString(await (await fetch(box.action)).text(), "text/html");
    await import(new URL(page.querySelector('script[src*="search-page"]').getAttribute("src"), box.action));
  } catch { /* the form leads to the search page all the same */ }
}, { once: true });
