// Makes the search form answer while typing. Without this script the form is a plain GET and the page its own answer; whatever
// fails here leaves that in place. Everything shown is set as text, never as markup.
//
// <form data-search data-index data-language data-engine data-worker data-venue-base [data-limit]>: addresses relative to the page.

const form = document.querySelector("form[data-search]");
if (form) start(form);

function start(form) {
  const box = form.querySelector("input[name=q]"), results = document.querySelector("[data-results]"), template = document.querySelector("template[data-row]");
  const status = document.querySelector("[data-status]"), filters = document.querySelector("[data-filters]"), { language } = form.dataset;
  if (!box || !results || !template) return;  // a page with a form only: the form leads to the search page
  const page = {
    form, box, results, template, status, language,
    selects: [...document.querySelectorAll("select[name=district], select[name=kind]")],
    buttons: filters ? [...filters.querySelectorAll("button[data-tag]")] : [],
    help: document.querySelector("[data-help]"), labels: labelsOf(document.querySelector("script[data-labels]")), limit: Number(form.dataset.limit) || 50,
    plural: new Intl.PluralRules(language), number: new Intl.NumberFormat(language),
  };
  const ask = asker(form, (answer, state) => show(page, answer, state), () => fail(page));
  const update = (how) => {
    const state = stateOf(page);
    remember(state, how);
    if (empty(state)) { ask(null); results.replaceChildren(); say(page, ""); help(page, false); } else ask(state);
  };
  restore(page, new URLSearchParams(location.search));
  box.addEventListener("focus", () => ask.warm(), { once: true });
  box.addEventListener("input", (event) => { if (!event.isComposing) update("replace"); });
  box.addEventListener("compositionend", () => update("replace"));
  form.addEventListener("submit", (event) => { event.preventDefault(); update("push"); });
  for (const select of page.selects) select.addEventListener("change", () => update("push"));
  for (const button of page.buttons) button.addEventListener("click", () => { press(button, button.getAttribute("aria-pressed") !== "true"); update("push"); });
  filters?.addEventListener("focusin", ({ target }) => target.scrollIntoView({ inline: "nearest", block: "nearest" }));
  addEventListener("popstate", () => { restore(page, new URLSearchParams(location.search)); update(null); });
  box.addEventListener("keydown", (event) => { if (event.key === "ArrowDown" && move(results, -1, 1)) event.preventDefault(); });
  results.addEventListener("keydown", (event) => walk(event, results, box));
  if (location.search) update(null);
}

// ---- the state: words, district, kind and tags, in the form and in the address

function stateOf({ box, selects, buttons }) {
  const chosen = Object.fromEntries(selects.map((s) => [s.name, s.value]));
  return { query: box.value, district: chosen.district || "", kind: chosen.kind || "", tags: buttons.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.tag) };
}

function empty({ query, district, kind, tags }) { return !query.trim() && !district && !kind && !tags.length; }

function press(button, on) { button.setAttribute("aria-pressed", String(on)); }

/** Puts the state of an address into the form; the first chosen filter is scrolled into its row. */
function restore({ box, selects, buttons }, params) {
  box.value = params.get("q") ?? "";
  for (const select of selects) { const value = params.get(select.name) ?? ""; select.value = [...select.options].some((o) => o.value === value) ? value : ""; }
  const tags = params.getAll("tag");
  for (const button of buttons) press(button, tags.includes(button.dataset.tag));
  buttons.find((button) => tags.includes(button.dataset.tag))?.scrollIntoView({ inline: "start", block: "nearest" });
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

function asker(form, answered, failed) {
  const absolute = (address) => new URL(address, document.baseURI).href, { engine, worker, index, language, limit } = form.dataset;
  const opening = { engine: absolute(engine), base: absolute(index), language };
  let port = null, last = 0;
  const receive = ({ id, error, hits, total }, state) => { if (id === last) error ? failed(error) : answered({ hits, total }, state); };
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
      const module = await import(opening.engine);
      await module.init(opening);
      const { query, ...options } = question(state);
      receive({ id, ...await module.answer(query, { ...options, language, marked: true }) }, state);
    } catch (error) { receive({ id, error: String(error) }, state); }
  };
  const question = ({ query, district, kind, tags }) => ({ query, limit: Number(limit) || 50, filters: { district: district || null, kind: kind || null, tags } });
  const ask = (state) => {
    last += 1;
    states.clear();
    if (state) { states.set(last, state); open()(last, state); }
  };
  ask.warm = open;
  return ask;
}

// ---- showing

function labelsOf(script) {
  try { return JSON.parse(script.textContent); } catch { return { kinds: {}, districts: {} }; }
}

function say({ status }, text) { if (status && status.textContent !== text) status.textContent = text; }

/** Offers the hotlines and the lists where search has no answer. */
function help({ help }, wanted) { if (help) help.hidden = !wanted; }

function fail(page) { say(page, page.status?.dataset.failed ?? ""); help(page, true); page.results.removeAttribute("aria-busy"); }

function show(page, { hits, total }) {
  page.results.replaceChildren(...hits.map((hit) => row(page, hit)));
  say(page, count(page, total));
  help(page, !total);
}

/** The sentence for a number of places, by the plural category of the page's language. */
function count({ status, plural, number }, total) {
  if (!status) return "";
  if (!total && status.dataset.none) return status.dataset.none;
  const category = plural.select(total), name = `count${category[0].toUpperCase()}${category.slice(1)}`;
  return (status.dataset[name] ?? status.dataset.countOther ?? "{count}").replace("{count}", number.format(total));
}

function row({ form, template, labels }, hit) {
  const part = template.content.cloneNode(true), find = (name) => part.querySelector(`[${name}]`);
  marked(find("data-name"), hit.name, hit.marks);
  const zh = find("data-name-zh");
  if (zh && hit.name_zh === hit.name) {
    find("data-name").lang = zh.lang;  // a name without translation stands once, in its own language
    (zh.closest("p") ?? zh).remove();
  } else marked(zh, hit.name_zh, hit.marks_zh);
  fill(find("data-kind"), labels.kinds?.[hit.kind] ?? hit.kind);
  fill(find("data-district"), hit.district ? labels.districts?.[hit.district] ?? hit.district : "");
  const link = find("data-link");
  if (link) link.setAttribute("href", `${form.dataset.venueBase ?? ""}${encodeURIComponent(hit.id)}.html`);
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
