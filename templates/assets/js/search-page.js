// Makes the search form answer while typing, and the box in a page's header suggest places. Without this script a form is a
// plain GET and the search page its own answer; whatever fails here leaves that in place. Everything shown is text, never markup.
//
// <form data-search data-index data-language data-engine data-shown data-worker data-venue-base [data-limit]>: addresses relative to the page.
// <form data-box>: a header's; what it needs stands in the search page that it leads to.

const form = document.querySelector("form[data-search]"), header = document.querySelector("form[data-box]"), RECENT = "recent-searches", MOST_RECENT = 6, SUGGESTED = 6;
if (form) start(form);
if (header) suggest(header);

function start(form) {
  const box = form.querySelector("input[name=q]"), results = document.querySelector("[data-results]"), template = document.querySelector("template[data-row]");
  const status = document.querySelector("[data-status]"), filters = document.querySelector("[data-filters]");
  if (!box || !results || !template) return;  // a page with a form only: the form leads to the search page
  const page = {
    box, results, template, status, venues: form.dataset.venueBase ?? "", near: null, nearest: document.querySelector("[data-nearest]"),
    selects: [...document.querySelectorAll("select[name=district], select[name=kind]")],
    buttons: filters ? [...filters.querySelectorAll("button[data-tag]")] : [],
    help: document.querySelector("[data-help]"), wider: document.querySelector("[data-wider]"), ...wordsOf(document, form.dataset.language),
  };
  const ask = asker({ ...form.dataset }, document.baseURI, (answer, state) => show(page, answer, state), () => fail(page));
  const update = (how) => {
    const state = stateOf(page);
    remember(state, how);
    if (empty(state)) { ask(null); results.replaceChildren(); say(status, ""); help(page, false); counts(page, null); offer(page, null); } else ask(state);
  };
  restore(page, new URLSearchParams(location.search));
  const list = combobox(box);
  const recent = () => list.show(box.value.trim() ? [] : recentOptions(form.dataset.forget, (words) => { box.value = words; update("push"); }));
  box.addEventListener("focus", () => ask.warm(), { once: true });
  box.addEventListener("focus", recent);
  box.addEventListener("input", (event) => { recent(); if (!event.isComposing) update("replace"); });
  box.addEventListener("compositionend", () => update("replace"));
  form.addEventListener("submit", (event) => { event.preventDefault(); list.show([]); keep(box.value); update("push"); });
  results.addEventListener("click", () => keep(box.value));
  for (const select of page.selects) select.addEventListener("change", () => update("push"));
  for (const button of page.buttons) button.addEventListener("click", () => { press(button, button.getAttribute("aria-pressed") !== "true"); update("push"); });
  page.wider?.addEventListener("click", () => { put(page, page.widerState); update("push"); box.focus(); });
  page.nearest?.addEventListener("click", () => nearest(page, () => update(null)));
  if (page.nearest) page.nearest.hidden = !navigator.geolocation;
  filters?.addEventListener("focusin", ({ target }) => target.scrollIntoView({ inline: "nearest", block: "nearest" }));
  addEventListener("popstate", () => { restore(page, new URLSearchParams(location.search)); update(null); });
  box.addEventListener("keydown", (event) => { if (!event.defaultPrevented && event.key === "ArrowDown" && move(results, -1, 1)) event.preventDefault(); });
  results.addEventListener("keydown", (event) => walk(event, results, box));
  if (location.search) update(null);
}

/** Suggests places under the box of a page's header; Enter without a choice goes to the search page, as it does without this. */
async function suggest(form) {
  const box = form.querySelector("input[name=q]"), list = combobox(box), address = form.action;
  const page = await fetch(address).then((response) => response.text()).then((text) => new DOMParser().parseFromString(text, "text/html")).catch(() => null), source = page?.querySelector("form[data-search]");
  if (!source) return;
  for (const link of page.querySelectorAll("link[rel=stylesheet]")) {  // the list's looks, where the page has not loaded them
    const href = new URL(link.getAttribute("href"), address).href;
    if (![...document.styleSheets].some((sheet) => sheet.href === href)) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  }
  const words = wordsOf(page, source.dataset.language), status = form.appendChild(Object.assign(document.createElement("span"), { className: "sr" }));
  status.setAttribute("role", "status");
  const go = (href) => { keep(box.value); location.assign(new URL(href, address)); };
  const ask = asker({ ...source.dataset, limit: SUGGESTED }, address, ({ hits, total }) => {
    if (document.activeElement !== box) return;
    say(status, count(words, total));
    list.show(hits.map((hit) => ({ text: hit.name, marks: hit.marks, lang: hit.name === hit.name_zh ? words.local : "", note: [hit.name === hit.name_zh ? "" : hit.name_zh, words.labels.kinds?.[hit.kind] ?? hit.kind], local: words.local, go: () => go(`venue/${encodeURIComponent(hit.id)}.html`) })));
  }, () => list.show([]));
  const update = () => {
    if (box.value.trim()) ask({ query: box.value, district: "", kind: "", tags: [] });
    else { ask(null); list.show(recentOptions(source.dataset.forget, (text) => go(`search.html?q=${encodeURIComponent(text)}`))); }
  };
  form.addEventListener("submit", () => keep(box.value));
  box.addEventListener("input", (event) => event.isComposing || update());
  box.addEventListener("compositionend", update);
  box.addEventListener("focus", update);
  ask.warm();
  if (document.activeElement === box) update();
}

// ---- the list under a box (WAI-ARIA: editable combobox with list autocomplete)

function combobox(box) {
  const list = document.createElement("ul"), id = `${box.id}-list`;
  let options = [], active = -1;
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id], ["aria-haspopup", "listbox"]]) box.setAttribute(name, value);
  box.autocomplete = "off";
  list.id = id; list.hidden = true; list.className = "options";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.labels?.[0]?.textContent ?? box.ariaLabel ?? "");
  box.after(list);
  const choose = (n) => {
    active = n;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === n)));
    if (n < 0) box.removeAttribute("aria-activedescendant"); else { box.setAttribute("aria-activedescendant", list.children[n].id); list.children[n].scrollIntoView({ block: "nearest" }); }
  };
  const show = (found) => {
    options = found;
    list.replaceChildren(...options.map((option, i) => {
      const item = document.createElement("li"), name = item.appendChild(document.createElement("bdi"));
      item.id = `${id}-${i}`;
      item.setAttribute("role", "option");
      if (option.lang) name.lang = option.lang;
      marked(name, option.text, option.marks);
      for (const [k, text] of (option.note ?? []).entries()) if (text) { const note = item.appendChild(document.createElement("bdi")); note.className = "note"; if (!k) note.lang = option.local; note.textContent = text; }
      item.addEventListener("click", () => { show([]); option.go(); });
      return item;
    }));
    list.hidden = !options.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  };
  list.addEventListener("pointerdown", (event) => event.preventDefault());  // the box keeps the focus
  box.addEventListener("blur", () => show([]));
  box.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (list.hidden || event.isComposing) return;
    if (by) choose(((active + by + 1 + options.length + 1) % (options.length + 1)) - 1);
    else if (event.key === "Enter" && active >= 0) { const { go } = options[active]; show([]); go(); }
    else if (event.key === "Escape") show([]);
    else return;
    event.preventDefault();
  });
  return { show };
}

// ---- recent searches: on this device, and nowhere else

function recents() { try { const found = JSON.parse(localStorage.getItem(RECENT)); return Array.isArray(found) ? found.filter((words) => typeof words === "string") : []; } catch { return []; } }

function keep(words) {
  const text = words.trim().slice(0, 100);
  if (text.length < 2) return;
  try { localStorage.setItem(RECENT, JSON.stringify([text, ...recents().filter((one) => one !== text)].slice(0, MOST_RECENT))); } catch { /* no room, or not allowed */ }
}

function recentOptions(forget, go) {
  const found = recents().map((text) => ({ text, go: () => go(text) }));
  if (found.length && forget) found.push({ text: forget, go: () => { try { localStorage.removeItem(RECENT); } catch { /* not allowed */ } } });
  return found;
}

// ---- the state: words, district, kind and tags, in the form and in the address

function stateOf({ box, selects, buttons, near }) {
  const chosen = Object.fromEntries(selects.map((s) => [s.name, s.value]));
  return { query: box.value, district: chosen.district || "", kind: chosen.kind || "", tags: buttons.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.tag), near };
}

function empty({ query, district, kind, tags }) { return !query.trim() && !district && !kind && !tags.length; }

function press(button, on) { button.setAttribute("aria-pressed", String(on)); }

/** Puts the state of an address into the form; the first chosen filter is scrolled into its row. */
function restore(page, params) {
  put(page, { query: params.get("q") ?? "", district: params.get("district") ?? "", kind: params.get("kind") ?? "", tags: params.getAll("tag") });
  page.buttons.find((button) => button.getAttribute("aria-pressed") === "true")?.scrollIntoView({ inline: "start", block: "nearest" });
}

function put({ box, selects, buttons }, state) {
  box.value = state.query;
  for (const select of selects) { const value = state[select.name] ?? ""; select.value = [...select.options].some((o) => o.value === value) ? value : ""; }
  for (const button of buttons) press(button, (state.tags ?? []).includes(button.dataset.tag));
}

/** Writes the state into the address: typing replaces the entry, choosing adds one, so that Back undoes a choice. */
function remember({ query, district, kind, tags }, how) {
  if (!how) return;
  const params = new URLSearchParams();
  if (query) params.set("q", query);
  if (district) params.set("district", district);
  if (kind) params.set("kind", kind);
  for (const tag of tags) params.append("tag", tag);
  const address = `${location.pathname}${!String(params) ? "" : `?${params}`}`;
  try { history[how === "push" && address !== location.pathname + location.search ? "pushState" : "replaceState"](null, "", address); } catch { /* too often, or from a disk */ }
}

// ---- asking: one question at a time, the last answer wins

function asker({ engine, shown, worker, index, language, limit }, base, answered, failed) {
  const absolute = (address) => new URL(address, base).href, opening = { engine: absolute(engine), shown: absolute(shown), base: absolute(index), language };
  let port = null, last = 0;
  const receive = ({ id, error, ...answer }, state) => { if (id === last) error ? failed(error) : answered(answer, state); };
  const states = new Map();
  const open = () => port ??= typeof Worker === "function" && worker ? worked() : inPage();
  const worked = () => {
    const thread = new Worker(absolute(worker), { type: "module" });
    // A browser without module workers fires an error: the engine then runs in the page, and answers the last question there.
    thread.addEventListener("error", () => { if (port !== send) return; thread.terminate(); port = inPage(); if (states.has(last)) port(last, states.get(last)); });
    thread.addEventListener("message", ({ data }) => { receive(data, states.get(data.id)); states.delete(data.id); });
    thread.postMessage(opening);
    const send = (id, state) => thread.postMessage({ id, ...question(state) });
    return send;
  };
  const inPage = () => async (id, state) => {
    try {
      const [module, { marks, wider }] = await Promise.all([import(opening.engine), import(opening.shown).catch(() => ({}))]), { query, ...options } = question(state);
      await module.init(opening);
      const found = await module.answer(query, { ...options, marks });
      receive({ id, ...found, wider: found.total ? null : await wider?.(module.answer, query, options) }, state);
    } catch (error) { receive({ id, error: String(error) }, state); }
  };
  const question = ({ query, district, kind, tags, near }) => ({ query, limit: Number(limit) || 50, filters: { district: district || null, kind: kind || null, tags }, near, language, counted: true });
  const ask = (state) => {
    last += 1;
    states.clear();
    if (state) { states.set(last, state); open()(last, state); }
  };
  ask.warm = open;
  return ask;
}

// ---- showing

/** The words of the search page: labels of keys, and the sentences of its status line. */
function wordsOf(page, language) {
  const status = page.querySelector("[data-status]"), said = { ...status?.dataset };
  let labels = {};
  try { labels = JSON.parse(page.querySelector("script[data-labels]").textContent); } catch { /* the keys themselves are shown */ }
  return { labels, said, local: page.querySelector("[data-local]")?.dataset.local ?? "", plural: new Intl.PluralRules(language), number: new Intl.NumberFormat(language), language };
}

function say(status, text) { if (status && status.textContent !== text) status.textContent = text; }

/** Offers the hotlines and the lists where search has no answer. */
function help({ help }, wanted) { if (help) help.hidden = !wanted; }

function fail(page) { say(page.status, page.said.failed ?? ""); help(page, true); offer(page, null); }

function show(page, { hits, total, facets, lost, wider }, state) {
  page.results.replaceChildren(...hits.map((hit) => row(page, hit, state.near)));
  say(page.status, [count(page, total), lost ? page.said.lost : ""].filter(Boolean).join(" "));
  help(page, !total || lost > 0);
  counts(page, facets);
  offer(page, wider);
}

/** Writes how many of the places found each filter would leave; null leaves the numbers of the whole city. */
function counts({ buttons, selects, labels, number }, facets) {
  for (const button of buttons) {
    const shown = button.querySelector(".count");
    if (!shown || (facets && !facets.tags)) continue;
    shown.dataset.all ??= shown.textContent;
    shown.textContent = facets ? number.format(facets.tags[button.dataset.tag] ?? 0) : shown.dataset.all;
  }
  for (const select of selects) for (const option of select.options) if (option.value) {
    option.dataset.label ??= option.textContent;
    const found = facets?.[`${select.name}s`]?.[option.value] ?? 0;
    option.textContent = !facets || select.value ? option.dataset.label : `${option.dataset.label} (${number.format(found)})`;
  }
}

/** Offers the nearest wider question that has an answer. */
function offer(page, wider) {
  if (!page.wider) return;
  page.wider.hidden = !wider;
  if (!wider) return;
  const { tag, district, kind, word } = wider.without, { tags = {}, districts = {}, kinds = {} } = page.labels;
  const what = tag ? tags[tag] ?? tag : district ? districts[district] ?? district : kind ? kinds[kind] ?? kind : word;
  page.widerState = { query: wider.query, ...wider.filters };
  page.wider.textContent = `${what ? page.wider.dataset.without.replace("{words}", what) : page.wider.dataset.all} (${page.number.format(wider.total)})`;
}

/** Asks the device where it is, and sorts by nearness; the position stays on this page. */
function nearest(page, then) {
  if (page.near) { page.near = null; press(page.nearest, false); then(); return; }
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    page.near = { lat: coords.latitude, lon: coords.longitude };
    press(page.nearest, true);
    then();
  }, () => say(page.status, page.nearest.dataset.unknown));
}

/** Kilometres between two positions, on a sphere. */
function kilometres(near, { lat, lon }) {
  const turn = Math.PI / 180, north = (lat - near.lat) * turn, east = (lon - near.lon) * turn * Math.cos((lat + near.lat) / 2 * turn);
  return 6371 * Math.hypot(north, east);
}

/** The sentence for a number of places, by the plural category of the page's language. */
function count({ said, plural, number }, total) {
  if (!total && said.none) return said.none;
  const category = plural.select(total), name = `count${category[0].toUpperCase()}${category.slice(1)}`;
  return (said[name] ?? said.countOther ?? "{count}").replace("{count}", number.format(total));
}

function row({ template, labels, venues, language }, hit, near) {
  const part = template.content.cloneNode(true), find = (name) => part.querySelector(`[${name}]`);
  marked(find("data-name"), hit.name, hit.marks);
  const zh = find("data-name-zh");
  if (zh && hit.name_zh === hit.name) {
    find("data-name").lang = zh.lang;  // a name without translation stands once, in its own language
    (zh.closest("p") ?? zh).remove();
  } else marked(zh, hit.name_zh, hit.marks_zh);
  fill(find("data-kind"), labels.kinds?.[hit.kind] ?? hit.kind);
  fill(find("data-district"), hit.district ? labels.districts?.[hit.district] ?? hit.district : "");
  if (!hit.closed) find("data-closed")?.remove();
  fill(find("data-away"), near && hit.lat !== null ? new Intl.NumberFormat(language, { style: "unit", unit: "kilometer", maximumSignificantDigits: 2 }).format(kilometres(near, hit)) : "");
  const link = find("data-link");
  if (link) link.setAttribute("href", `${venues}${encodeURIComponent(hit.id)}.html`);
  return part;
}

function fill(element, text) { if (element) { if (text) element.textContent = text; else element.remove(); } }

/** Fills an element with text in which the typed words stand in <mark>, built from text nodes. */
function marked(element, text, marks = []) {
  if (!element) return;
  const nodes = [];
  let at = 0;
  for (const [start, end] of marks) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.push(text.slice(at, start), mark);
    at = end;
  }
  element.replaceChildren(...nodes, text.slice(at));
}

// ---- keys: results are links; the arrows are a convenience beside Tab

function links(results) { return [...results.querySelectorAll("a[href]")]; }

function move(results, from, by) {
  const link = links(results)[from + by];
  link?.focus();
  return Boolean(link);
}

function walk(event, results, box) {
  const at = links(results).indexOf(document.activeElement), by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || at < 0) return;
  if (at + by < 0) box.focus(); else move(results, at, by);
  event.preventDefault();
}
