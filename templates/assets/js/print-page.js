// Makes the page where staff choose a sign answer: find the place, choose, look, get the file. Without this script the page
// leads to the places' own pages, which link the ready files. Dependency-free; what it shows is set as text, never as markup.
//
// A sign's file name says everything that was chosen (the grammar is signs/order.py's). A file that is not ready is asked of
// the print server by that name; a plain static host has none and answers 404 with a page instead of a reason.

/** The file name of an order, as Python's `name` writes it. */
export function nameOf({ venue, kind = "poster", size = "a4", languages = [], arrow = "", facing = null, toward = [], large = false, braille = "", finish = "office" }) {
  const wishes = [
    ...(arrow ? [`arrow=${arrow}`] : []),
    ...(facing === null ? [] : [`facing=${facing}`]),
    ...toward.map((one) => `to=${one.replaceAll(":", "=")}`),
  ];
  const more = [
    ...(languages.length ? [languages.join("+").toLowerCase()] : []), ...wishes, ...(large ? ["large"] : []),
    ...(braille ? [`braille=${braille}`] : []), ...(finish === "office" ? [] : [finish]),
  ];
  const plain = kind === "poster" && size === "a4" && !more.length;
  return `${[venue, ...(plain ? [] : [`${kind}-${size}`]), ...more].join(".")}.pdf`;
}

function start(form) {
  const find = (selector) => form.querySelector(selector), json = (name) => JSON.parse(document.querySelector(`script[data-${name}]`).textContent);
  const page = {
    form, find, stock: json("stock"), words: json("words"), signs: "../signs/", language: form.dataset.language,
    place: null,      // {id, name, local, ready: names of files, languages}: the chosen place
    toward: [],       // [{id, name, way}]: where a direction sign leads
    server: null,     // whether there is a print server: null until one was asked
    asked: 0,         // the last question to it: an earlier answer is of no use
  };
  const ask = searcher(page);
  finder(page, find("[data-finder=place]"), ask, (hit) => choose(page, hit.id, true));
  finder(page, find("[data-finder=destination]"), ask, (hit) => { page.toward.push({ id: hit.id, name: hit.name, way: "ahead" }); showToward(page); update(page); });
  find("[data-change]").addEventListener("click", () => { page.place = null; showPlace(page); update(page); find("#place").focus(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target.name === "kind") showKind(page);
    if (target.name === "language") oneLanguage(page, target);
    if (target.name) update(page);
  });
  form.hidden = false;
  for (const part of document.querySelectorAll("[data-plain]")) part.hidden = true;
  usualLanguages(page);
  showKind(page);
  const wanted = new URLSearchParams(location.search).get("venue");
  if (wanted) choose(page, wanted); else update(page);
}

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);

function say(element, text) { if (element.textContent !== text) element.textContent = text; }

// ---- searching: one worker for both boxes, asked through its messages (search-worker.js)

function searcher({ form, words }) {
  const absolute = (address) => new URL(address, document.baseURI).href, { engine, worker, index, language } = form.dataset, waiting = new Map();
  let thread = null, last = 0;
  const fail = () => {
    for (const { status } of waiting.values()) say(status, words.failed);
    waiting.clear();
    for (const part of document.querySelectorAll("[data-plain]")) part.hidden = false;
  };
  const open = () => {
    if (thread) return thread;
    thread = new Worker(absolute(worker), { type: "module" });
    thread.addEventListener("error", fail);
    thread.addEventListener("message", ({ data: { id, error, hits = [] } }) => {
      if (error) { fail(); return; }
      waiting.get(id)?.shown(hits);
      waiting.delete(id);
    });
    thread.postMessage({ engine: absolute(engine), base: absolute(index), language });
    return thread;
  };
  return (query, status, shown) => {
    last += 1;
    waiting.clear();  // whoever types on does not wait for what was typed before
    if (!query) return;
    waiting.set(last, { status, shown });
    try { open().postMessage({ id: last, query, limit: 6, filters: { district: null, kind: null, tags: [] } }); } catch { fail(); }
  };
}

/** Makes a box find places: hits are buttons below it, in the order of the Tab key. */
function finder({ words, form }, root, ask, picked) {
  const box = root.querySelector("input"), list = root.querySelector("[data-hits]"), status = root.querySelector("[data-found]");
  const local = form.querySelector("[data-local]").lang;
  const clear = () => { list.replaceChildren(); say(status, ""); };
  const search = () => {
    if (!box.value.trim()) clear();
    ask(box.value.trim(), status, (hits) => {
      say(status, hits.length ? "" : words.none);
      list.replaceChildren(...hits.map((hit) => row(hit, local, () => { box.value = ""; clear(); picked(hit); })));
    });
  };
  box.addEventListener("input", (event) => { if (!event.isComposing) search(); });
  box.addEventListener("compositionend", search);
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); list.querySelector("button")?.click(); } });
}

function row(hit, local, picked) {
  const item = document.createElement("li"), button = document.createElement("button");
  button.type = "button";
  button.append(element("b", hit.name, hit.name === hit.name_zh ? local : ""), ...(hit.name === hit.name_zh ? [] : [element("bdi", hit.name_zh, local)]));
  button.addEventListener("click", picked);
  item.append(button);
  return item;
}

function element(name, text, lang = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (lang) made.lang = lang;
  return made;
}

// ---- the place: its own page tells its names and which files are ready

async function choose(page, id, picked = false) {
  const { words, find } = page, said = find("[data-finder=place] [data-found]");
  page.place = null;
  say(said, words.looking);
  const found = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) ? await placeOf(id) : null;
  say(said, found ? "" : words.noPlace);
  page.place = found;
  if (found) try { history.replaceState(null, "", `?venue=${id}`); } catch { /* from a disk */ }
  showPlace(page);
  if (found && picked) find("[data-change]").focus({ preventScroll: true });  // the hit that had the focus is gone
  update(page);
}

async function placeOf(id) {
  try {
    const answer = await fetch(`venue/${id}.html`);
    if (!answer.ok) return null;
    const other = new DOMParser().parseFromString(await answer.text(), "text/html"), title = other.querySelector("h1");
    for (const extra of title.querySelectorAll(".sr, .reading")) extra.remove();
    const links = [...other.querySelectorAll("#sign a[href$='.pdf']")].map((link) => link.getAttribute("href").split("/").at(-1));
    const own = other.querySelector("#sign [data-speaks]")?.dataset.speaks;
    return { id, name: title.textContent.trim(), local: other.querySelector("#driver-to").textContent, ready: links, languages: own?.split(" ") };
  } catch { return null; }
}

function showPlace(page) {
  const { form, find, place } = page, chosen = find("[data-chosen]");
  chosen.hidden = !place;
  find("[data-finder=place]").hidden = Boolean(place);
  if (place) {
    say(find("[data-name]"), place.name);
    say(find("[data-local]"), place.name === place.local ? "" : place.local);
  }
  usualLanguages(page);
  for (const input of form.querySelectorAll("input[name=kind]")) {
    const possible = !place || offered(page, input.value), more = input.parentElement.querySelector(".local");
    input.disabled = !possible;
    more.dataset.purpose ??= more.textContent;
    say(more, possible ? more.dataset.purpose : page.words.noFacts);
    if (!possible && input.checked) form.querySelector("input[name=kind]:not(:disabled)").checked = true;
  }
  showKind(page);
}

/** Whether a place can have a kind of sign: of most kinds the ready files tell, and a closed place has its notice alone. */
function offered({ stock, place }, kind) {
  if (kind === "talk") return true;
  const has = (one) => stock.ready.some(([each, size]) => each === one && place.ready.includes(nameOf({ venue: place.id, kind: each, size })));
  return stock.ready.some(([each]) => each === kind) ? has(kind) : has("poster");
}

// ---- choices

const kindOf = ({ form }) => new FormData(form).get("kind");

/** Shows what a kind of sign asks for, and its sizes. */
function showKind(page) {
  const { form, stock, find } = page, kind = kindOf(page), size = find("#size"), same = kind === page.kind, before = size.value;
  for (const part of form.querySelectorAll("[data-only]")) part.hidden = part.dataset.only !== (kind === "talk" ? "board" : stock.asks[kind]);
  find("[data-step-place]").hidden = kind === "talk";
  size.replaceChildren(...stock.sizes[kind].map(([name, words]) => new Option(words, name)));
  const ready = stock.ready.find(([each]) => each === kind);  // the size that most want, which needs no print server
  if (same) size.value = before; else if (ready) size.value = ready[1];
  if (kind === "talk") oneLanguage(page); else if (page.kind === "talk") usualLanguages(page);
  page.kind = kind;
}

const boxes = ({ form }) => [...form.querySelectorAll("input[name=language]")];

function usual({ stock, place }) { return place?.languages ?? stock.usual; }

function usualLanguages(page) {
  for (const box of boxes(page)) box.checked = usual(page).includes(box.value);
}

/** A board has two languages: another choice replaces the first one. */
function oneLanguage(page, chosen = null) {
  if (kindOf(page) !== "talk") return;
  const others = boxes(page).filter((box) => !box.disabled), kept = chosen?.checked ? chosen : others.find((box) => box.checked);
  for (const box of others) box.checked = box === kept;
}

function showToward(page) {
  const { find, words, toward } = page, ways = [...find("#arrow").options].filter(({ value }) => value);
  find("[data-toward]").replaceChildren(...toward.map((one) => {
    const item = document.createElement("li"), select = document.createElement("select"), remove = element("button", "×");
    select.append(...ways.map(({ value, textContent }) => new Option(textContent, value)));
    select.value = one.way;
    select.setAttribute("aria-label", fill(words.which, { name: one.name }));
    select.addEventListener("change", () => { one.way = select.value; update(page); });
    remove.type = "button";
    remove.className = "button";
    remove.setAttribute("aria-label", fill(words.remove, { name: one.name }));
    remove.addEventListener("click", () => { toward.splice(toward.indexOf(one), 1); showToward(page); update(page); find("#destination").focus(); });
    item.append(element("b", one.name), select, remove);
    return item;
  }));
}

/** The order that the form stands for. Languages that are the usual ones are not named: so the ready file is found. */
function orderOf(page) {
  const { form, stock, place, toward } = page, values = new FormData(form), kind = values.get("kind"), asks = stock.asks[kind];
  const chosen = boxes(page).filter((box) => box.checked).map((box) => box.value), same = usual(page);
  const named = kind === "talk" || chosen.length !== same.length || chosen.some((tag) => !same.includes(tag));
  return {
    venue: kind === "talk" ? `board-${values.get("board")}` : place?.id, kind, size: values.get("size"), chosen, languages: named ? chosen : [],
    arrow: asks === "arrow" ? values.get("arrow") : "", toward: asks === "toward" ? toward.map(({ id, way }) => `${id}:${way}`) : [],
    large: values.has("large"), braille: values.get("braille"), finish: values.get("finish"),
  };
}

/** What is missing or wrong in an order, in the reader's words; "" if nothing is. */
function lacking({ stock, words }, order, name) {
  if (!order.venue) return words.choose;
  if (order.kind === "talk" ? order.chosen.length !== 2 : order.chosen.length < stock.fewest || order.chosen.length > stock.most) {
    return order.kind === "talk" ? words.two : words.languages;
  }
  if (stock.asks[order.kind] === "toward" && !order.toward.length) return words.toward;
  return name.length > stock.longest ? words.tooLong : "";
}

// ---- the sign

async function update(page) {
  const order = orderOf(page), name = nameOf(order), fault = lacking(page, order, name), turn = page.asked += 1;
  const [, , width, height, scan] = page.stock.sizes[order.kind].find(([size]) => size === order.size);
  const far = new Intl.NumberFormat(page.language, { style: "unit", unit: "meter", maximumFractionDigits: 1 }).format(scan);
  say(page.find("[data-scan]"), fault || !scan ? "" : fill(page.words.scan, { distance: `\u2068${far}\u2069` }));
  say(page.find("[data-file]"), fault ? "" : name);
  if (fault) { show(page, order, { status: fault }); showPicture(page, order, width, height, example(page, order)); return; }
  if (page.server !== false) say(page.find("[data-outcome]"), page.words.looking);
  const picture = name.replace(/\.pdf$/, ".png"), answer = page.server === false ? null : await asking(page, picture);
  if (turn !== page.asked) return;
  const ready = isReady(page, order, name);
  if (answer?.reason) show(page, order, { status: page.words.refused, reason: answer.reason });
  else if (answer || ready) show(page, order, { status: ready ? page.words.ready : page.words.made, name, words: page.words.download });
  else {
    const near = nearest(page, order);
    show(page, order, { status: page.words.noServer, name: near.name, words: fill(page.words.nearest, { sign: near.label }), missing: name });
  }
  showPicture(page, order, width, height, answer && !answer.reason ? { src: page.signs + picture, real: true } : example(page, order));
}

/** Asks the print server for a picture: true, {reason} if it refuses, null if there is none. */
async function asking(page, picture) {
  try {
    const answer = await fetch(page.signs + picture, { method: "HEAD" }), type = answer.headers.get("Content-Type") ?? "";
    if (!answer.ok && type.startsWith("text/plain")) {
      page.server = true;
      return { reason: (await (await fetch(page.signs + picture)).text()).trim() };
    }
    page.server = answer.ok || (page.server && null);
    if (answer.ok) return true;
    if (answer.status === 404) page.server = false;
    return null;
  } catch { return null; }
}

function isReady({ stock, place }, order, name) {
  if (order.kind !== "talk") return Boolean(place?.ready.includes(name));
  return order.size === "a4" && name === nameOf({ venue: order.venue, kind: "talk", size: "a4", languages: order.chosen });
}

/** The ready file that comes nearest: of the same kind in its usual size, else the first that the place has. */
function nearest({ stock, place, form }, order) {
  const label = (kind) => form.querySelector(`input[name=kind][value=${kind}]`).parentElement.querySelector(".word").textContent;
  const sized = (kind, size) => `${label(kind)} ${stock.sizes[kind].find(([name]) => name === size)[1]}`;
  if (order.kind === "talk") return { name: nameOf({ venue: order.venue, kind: "talk", size: "a4", languages: order.chosen }), label: sized("talk", "a4") };
  const found = stock.ready.map(([kind, size]) => ({ kind, size, name: nameOf({ venue: place.id, kind, size }) })).filter(({ name }) => place.ready.includes(name));
  const one = found.find(({ kind }) => kind === order.kind) ?? found[0];
  return one ? { name: one.name, label: sized(one.kind, one.size) } : { name: "", label: "" };
}

function show(page, order, { status, reason = "", name = "", words = "", missing = "" }) {
  const { find, signs } = page, link = find("[data-download]"), ask = find("[data-ask]"), why = find("[data-reason]");
  say(find("[data-outcome]"), missing && !ask ? `${status} ${page.words.nobody}` : status);
  say(why, reason);
  why.hidden = !reason;
  link.hidden = !name;
  if (name) {
    link.href = signs + name;
    link.download = name;
    say(find("[data-download-words]"), words);
  }
  if (!ask) return;
  ask.hidden = !missing && !reason;
  ask.dataset.report ??= ask.getAttribute("href");
  ask.href = `${ask.dataset.report}?${ask.dataset.report.startsWith("mailto:") ? "subject" : "sign"}=${encodeURIComponent(nameOf(order))}`;
}

function example({ stock, signs }, { kind, size }) {
  return stock.examples.includes(`${kind}-${size}`) ? { src: `${signs}examples/${kind}-${size}.png`, real: false } : null;
}

/** Shows a picture in the shape of the sign, so that nothing moves when it arrives. */
function showPicture({ find, words }, order, width, height, found) {
  const figure = find("[data-figure]"), image = find("[data-picture]");
  figure.hidden = !found;
  if (!found) return;
  const scale = 800 / height;
  image.width = Math.round(width * scale);
  image.height = 800;
  if (image.getAttribute("src") !== found.src) image.src = found.src;
  image.alt = words.preview;
  say(find("[data-caption]"), found.real ? "" : words.example);
}

const form = document.querySelector("form[data-maker]");
if (form) start(form);
