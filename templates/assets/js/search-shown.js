// What a page shows of an answer beside its rows: where their names hold what was typed, and the nearest wider question if there
// is no row. Apart from the engine, which answers without it; a page loads both at once. `marks` goes to the engine's `answer`
// as an option, `wider` is given that function.

const UNSPACED = 2;  // as the engine has it: a character of a script without spaces

/**
 * Where a shown text holds what was typed: [start, end) pairs of UTF-16 places, in order. What it holds as it was typed goes first;
 * of words with slips, and of characters by their sound, only those are marked for which nothing else is. The engine tells of
 * what was `asked`: its {tokens}, how to {fold} and {classOf} a character, whether a word {isNear} a token, and the {chains} of a run.
 */
export function marks(text, { tokens, fold, classOf, isNear, chains, forgiving }) {
  const found = [], letters = [], words = [], runs = [], told = new Set();
  let at = 0;
  for (const c of text) {
    for (const f of fold(c)) letters.push({ f, start: at, end: at + c.length, kind: f === " " ? 0 : classOf(f) });
    at += c.length;
  }
  for (let from = 0, to = 1; from < letters.length; from = to++) {
    const { kind } = letters[from];
    while (to < letters.length && letters[to].kind && kind && !((letters[to].kind ^ kind) & UNSPACED)) to++;
    if (kind) (kind & UNSPACED ? runs : words).push({ from, to, text: letters.slice(from, to).map(({ f }) => f) });
  }
  const mark = (from, to) => found.push([letters[from].start, letters[to - 1].end]), spaced = tokens.filter((t) => !t.unspaced).sort((a, b) => b.text.length - a.text.length);
  for (const word of words) {
    const whole = word.text.join(""), typed = spaced.find((t) => whole.startsWith(t.text) || (t.text.length >= 3 && whole.includes(t.text)));
    if (!typed) continue;
    const from = word.from + whole.indexOf(typed.text);
    mark(from, from + typed.text.length);
    told.add(word).add(typed.text);
  }
  for (const word of words) if (!told.has(word) && spaced.some((t) => !told.has(t.text) && isNear(word.text.join(""), t))) mark(word.from, word.to);
  for (const { from, text: chars } of runs) {
    const count = found.length;
    chars.forEach((f, k) => { if (tokens.some((t) => t.text === f)) mark(from + k, from + k + 1); });
    let most = 0, widest = [];
    for (let way = 0; way <= forgiving && found.length === count; way++) {
      const pairs = chains(chars, way), size = pairs.reduce((n, [begin, end]) => n + end - begin, 0);
      if (size > most) { most = size; widest = pairs; }
    }
    for (const [begin, end] of widest) mark(from + begin, from + end);
  }
  return found.sort((x, y) => x[0] - y[0]).reduce((joined, pair) => { const last = joined.at(-1); if (last && last[1] === pair[0]) last[1] = pair[1]; else joined.push(pair); return joined; }, []);
}

/**
 * The nearest wider question with an answer: one thing less, the one that leaves the fewest places; null if there is none.
 * Gives {query, filters, total, without}, where `without` is {tag}, {district}, {kind}, {word} or {filters: true}.
 */
export async function wider(answer, query, { language, filters = {} } = {}) {
  const { district, kind } = filters, tags = filters.tags ?? [], parts = String(query).trim().split(/\s+/).slice(0, 8);
  const tries = [...tags.map((tag) => [{ tag }, query, { ...filters, tags: tags.filter((t) => t !== tag) }])];
  if (district) tries.push([{ district }, query, { ...filters, district: null }]);
  if (kind) tries.push([{ kind }, query, { ...filters, kind: null }]);
  if (parts.length > 1) parts.forEach((word, i) => tries.push([{ word }, parts.filter((_, k) => k !== i).join(" "), filters]));
  if (tries.length > 1) tries.push([{ filters: true }, query, {}]);
  let best = null;
  for (const [without, text, fewer] of tries) {
    if (best && without.filters) break;
    const { total } = await answer(text, { language, limit: 1, filters: fewer });
    if (total && (!best || total < best.total)) best = { query: text, filters: fewer, total, without };
  }
  return best;
}
