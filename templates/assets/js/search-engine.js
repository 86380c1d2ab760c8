// Answers from the static index of the directory: no dependency, no server. The files are described byte by byte in
// directory/search/format.py and written by directory/search/writer.py; directory/search/index.py gives the same answers.
//
// Little is made when a file is read: texts stay what they are in the file, a pattern and a filling; words are known by the
// patterns and fillings they stand in ("holders"), and holders by the rows that have them, in typed arrays. A query looks only
// at rows that may still be in the answer: sets of rows, as bits, say which may hold a token, their sums what a row may get at
// best, and rows are scored from the top until nothing left can be enough. What is left out never was in the answer.
//
// One file, though long: split, it would be one more request each before the first answer, or a step of the build that joins
// files, and then what is tested would not be what is published. The headings below part it by question.

const VERSION = 2, SECTIONS = { C: 22, T: 2, W: 2, R: 24, S: 24 }, NOWHERE = 0x7fffffff;
const SLOT = "\x1f", PINYIN = 1, SAME = 2, MARKS = 3;
const NAME = 0, OTHER = 1, KIND = 2, DISTRICT = 3, TAG = 4, ADDRESS = 5, FIELD_QUALITY = [100, 97, 93, 92, 88, 90];
const SLIP = 18, FIRST_LETTER = 6, LONGEST_SLIPPED = 31;
const UNFINISHED = 8, NUMBER_BEGUN = 10, UNUSUAL = 3, BLURRED = 8, SLIPPED = 30, SLIPPING = 2, SURE_LETTERS = 3, LONG_PINYIN = 5, SAME_SOUND = 24, NEAR_SOUND = 30, DEAREST = 40, PINYIN_COST = 3, LONGEST_SYLLABLE = 6, LATELY = 256, FEW_NEXT = 4;
const LONGEST_QUERY = 100, MOST_TOKENS = 24, JOINED = 6, JOINED_OPEN = 12, APART = 30, TAG_LIMIT = 20, CERTAIN = 80;
const WHOLE_NAME = 40, NAME_START = 15, WHOLE_RUN = 20, RUN_START = 8;
const ASSUMED = 40, NEAREST = 505e10, FARTHEST = 9, MOST_SHARDS = 2, SEVERAL = 3, COUNTED = 3000;  // (250 m in 1e-9 degrees) squared

// ---- files

const utf8 = new TextDecoder();

function corrupt(why) { return new Error(`search index: ${why}`); }

/** The sections of a file: its zlib stream checks itself, and begins with the number of sections and their lengths. */
async function unpack(kinds, data) {
  if (utf8.decode(data.subarray(0, 4)) !== "CDSI") throw corrupt("not an index file");
  const kind = String.fromCharCode(data[5]);
  if (data[4] !== VERSION || !kinds.includes(kind)) throw corrupt("another kind or version");
  const stream = new Blob([data.subarray(6)]).stream().pipeThrough(new DecompressionStream("deflate"));
  const raw = new Uint8Array(await new Response(stream).arrayBuffer().catch(() => { throw corrupt("cut short or altered"); }));
  let at = 0;
  const leb128 = () => {
    for (let n = 0, shift = 0; shift < 35 && at < raw.length; shift += 7) {
      const byte = raw[at++];
      n += (byte & 127) * 2 ** shift;
      if (byte < 128) return n;
    }
    throw corrupt("a number is cut short");
  };
  if (leb128() !== SECTIONS[kind]) throw corrupt("another number of sections");
  const sizes = Array.from({ length: SECTIONS[kind] }, leb128), sections = sizes.map((n) => raw.subarray(at, at += n));
  if (at !== raw.length) throw corrupt("another length than declared");
  return sections;
}

async function load(file, kinds, base, stamp) {
  const url = new URL(file, base);
  if (stamp) url.searchParams.set("v", stamp);  // so that a cached file of an older core is not taken
  const response = await fetch(url);
  if (!response.ok) throw corrupt(`${file} is not there (${response.status})`);
  return unpack(kinds, new Uint8Array(await response.arrayBuffer()));
}

function lines(bytes) { const found = utf8.decode(bytes).split("\n"); found.pop(); return found; }

/** Numbers: a byte tells how wide they are; of wide ones all low bytes come first. */
function numbers(bytes) {
  if (bytes[0] < 2) return bytes.subarray(1);
  const half = (bytes.length - 1) >> 1, found = new Uint16Array(half);
  for (let i = 0, low = 1, high = half + 1; i < half; i++) found[i] = bytes[low++] | bytes[high++] << 8;
  return found;
}

/** Counting sort: for each of `size` keys the places that have it, from starts[key] to starts[key + 1] in `list`. */
function grouped(keys, size) {
  const starts = new Int32Array(size + 1), list = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) starts[keys[i] + 1]++;
  for (let k = 0; k < size; k++) starts[k + 1] += starts[k];
  const next = starts.slice();
  for (let i = 0; i < keys.length; i++) list[next[keys[i]]++] = i;
  return { starts, list };
}

// ---- Han characters

function hanTable({ chars, readings, variants, traditional, common }) {
  const pairs = (text) => { const all = [...text], map = new Map(); for (let i = 0; i < all.length; i += 2) map.set(all[i], all[i + 1]); return map; };
  return { readings: new Map(Array.from(chars, (c, i) => [c, readings[i].split("/")])), variants: pairs(variants), traditional: pairs(traditional), common };
}

/**
 * The numbered characters in use by their readings, [number, 0 or what an unusual reading costs, ..], and by blurred readings; and
 * a tree of the beginnings of readings: `next[26 * node + letter]` is a node, which `whole` has the characters of, `open` those of all after it.
 */
function sounds(index) {
  if (index.sounds) return index.sounds;
  const { han, known } = index, byReading = new Map(), byBlurred = new Map(), whole = [], open = [];
  const add = (map, key, ...more) => { const list = map.get(key); if (list) list.push(...more); else map.set(key, more); };
  known.forEach((c, n) => han.readings.get(c)?.forEach((r, k) => add(byReading, r, n, k && UNUSUAL)));
  const next = new Int16Array(26 * LONGEST_SYLLABLE * (byReading.size + 1));
  for (const [reading, list] of byReading) {
    const numbers = list.filter((_, k) => k % 2 === 0);
    add(byBlurred, blur(reading), ...numbers);
    let node = 0;
    for (const c of reading) {
      const at = 26 * node + c.charCodeAt(0) - 97;
      node = next[at] ||= open.push([]);
      open[node - 1].push(...numbers);
    }
    whole[node] = list;
  }
  return index.sounds = { byReading, byBlurred, next, whole, open };
}

/** Letters without one of them, each but the first. */
const shortened = (letters) => Array.from({ length: letters.length - 1 }, (_, i) => letters.slice(0, i + 1) + letters.slice(i + 2));

/** The syllables in use that are a slip away from what was typed: a letter left out, added, replaced or moved, never the first. */
function slipped(typed, sounds) {
  if (typed.length < SURE_LETTERS) return [];
  if (!sounds.bySlip) {
    sounds.bySlip = new Map();
    for (const syllable of sounds.byReading.keys()) for (const form of new Set([syllable, ...shortened(syllable)])) sounds.bySlip.set(form, [...sounds.bySlip.get(form) ?? [], syllable]);
  }
  return new Set([typed, ...shortened(typed)].flatMap((form) => sounds.bySlip.get(form) ?? []).filter((one) => one !== typed));
}

/** The reading of the common characters no name uses: level 1 of GB 2312 is ordered by pinyin, so counts are enough. */
function commonReadings(han) {
  if (han.commonReadings) return han.commonReadings;
  const gb = new TextDecoder("gbk"), found = new Map();
  let lead = 0xb0, trail = 0xa1;
  for (const [, syllable, count] of han.common.matchAll(/([a-z]+)(\d+)/g)) {
    for (let i = 0; i < +count; i++) {
      found.set(gb.decode(Uint8Array.of(lead, trail)), syllable);
      if (++trail > 0xfe) { trail = 0xa1; lead++; }
    }
  }
  return han.commonReadings = found;
}

function readingsOf(char, han) {
  const known = han.readings.get(char);
  if (known) return known;
  const common = commonReadings(han).get(char);
  return common ? [common] : [];
}

function blur(syllable) {
  if (/^[zcs]h/.test(syllable)) syllable = syllable[0] + syllable.slice(2);
  if (syllable[0] === "n" && syllable.length > 1) syllable = "l" + syllable.slice(1);
  if (syllable.endsWith("ng")) syllable = syllable.slice(0, -1);
  return syllable.replaceAll("v", "u");
}

// ---- folding

const WORD = 1, UNSPACED = 2, INNER = 4, VARIANT = 8;

function folder(table, variants) {
  const classes = new Uint8Array(0x10000), letters = new Map(Object.entries(table.letters)), beyond = [];
  for (const [name, bits] of [["word", WORD], ["unspaced", WORD | UNSPACED]]) for (const [low, high] of table[name]) if (low > 0xffff) beyond.push([low, high, bits]); else classes.fill(bits, low, high + 1);
  for (const [low, high] of table.inner) for (let c = low; c <= high; c++) classes[c] |= INNER;
  for (const [low, high] of table.drop) for (let c = low; c <= high; c++) letters.has(String.fromCharCode(c)) || letters.set(String.fromCharCode(c), "");
  for (const [low, high, by] of table.shift) for (let c = low; c <= high; c++) letters.has(String.fromCharCode(c)) || letters.set(String.fromCharCode(c), String.fromCharCode(c + by));
  for (const c of variants.keys()) classes[c.charCodeAt(0)] |= VARIANT;  // all in the basic plane
  const classOf = (char) => {
    const point = char.codePointAt(0);
    return point < 0x10000 ? classes[point] : beyond.reduce((bits, [low, high, bit]) => (point >= low && point <= high ? bits | bit : bits), 0);
  };
  const fold = (text) => {
    if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase().replace(/[^0-9a-z]/g, " ");
    if (/^[ 0-9\u4e00-\u9fff]*$/.test(text)) {  // nothing to normalise
      for (let i = 0; i < text.length; i++) if (classes[text.charCodeAt(i)] & VARIANT) return Array.from(text, (c) => variants.get(c) ?? c).join("");
      return text;
    }
    let mapped = "", folded = "";
    for (const c of text.normalize("NFKD").toLowerCase().normalize("NFKD")) mapped += letters.get(c) ?? c;
    for (const c of mapped.normalize("NFC")) folded += classOf(c) & WORD ? variants.get(c) ?? c : " ";
    return folded;
  };
  return { fold, classOf, classes };
}

/** The folded words of a text that is all ASCII; null if it is not. Quicker than the rest, which a waking processor feels. */
function plainWords(text) {
  const words = [];
  for (let i = 0, from = -1; i <= text.length; i++) {
    const code = text.charCodeAt(i), low = code | 32;
    if (code > 127) return null;
    if ((low > 96 && low < 123) || (code > 47 && code < 58)) { if (from < 0) from = i; } else if (from >= 0) { words.push(text.slice(from, i).toLowerCase()); from = -1; }
  }
  return words;
}

/** Cuts folded text into tokens; `each(text, unspaced, joined)` tells whether a unit follows another without a gap. */
function cut(folded, classOf, each) {
  const words = plainWords(folded);
  if (words) { for (const one of words) each(one, false, false); return; }
  let word = "", joined = false;
  for (const c of folded + " ") {
    const unspaced = c !== " " && (classOf(c) & UNSPACED) > 0;
    if (c !== " " && !unspaced) { word += c; continue; }
    if (word) { each(word, false, false); word = ""; joined = false; }
    if (unspaced) each(c, true, joined);
    joined = unspaced;
  }
}

// ---- reading columns

/** Numbers written as their places among those their context had before, the latest first. */
function recall(written, contexts) {
  const seen = [], latest = new Int32Array(0x10000).fill(-1), values = new Uint16Array(contexts.length);
  for (let i = 0, next = contexts.length; i < contexts.length; i++) {
    const context = contexts[i], place = written[i];
    if (place || latest[context] < 0) {
      const had = seen[context] ??= [];
      had.unshift(place === had.length ? written[next++] : had.splice(place, 1)[0]);
      latest[context] = had[0];
    }
    values[i] = latest[context];
  }
  return values;
}

/** The one mark that all lines of a section are, or 0. */
function onlyMark(bytes, size) {
  const mark = bytes[0];
  if (!mark || mark > MARKS || bytes.length !== 2 * size) return 0;
  for (let k = 0; k < bytes.length; k += 2) if (bytes[k] !== mark || bytes[k + 1] !== 10) return 0;
  return mark;
}

/** A column of texts: text i is pattern chosen[i] filled with slot slotOf[i]; a slot is a text, or derived (`marks`) from that of the same number in `base`. */
function readTexts(sections, sources) {
  const patterns = lines(sections[0]).map((p) => p.split(SLOT)), chosen = sources ? recall(numbers(sections[1]), sources.chosen) : numbers(sections[1]), size = chosen.length;
  const mark = sources ? onlyMark(sections[2], size) : 0, column = { patterns, chosen, base: sources?.base, slots: [] };
  for (let i = 0; i < size; i++) if (chosen[i] >= patterns.length) throw corrupt("columns do not fit each other");
  if (mark) return Object.assign(column, { slotOf: sources.slotOf, slots: new Array(sources.base.slots.length).fill(null), marks: new Uint8Array(sources.base.slots.length).fill(mark), from: null });
  const written = lines(sections[2]), slotOf = new Int32Array(size), slots = column.slots, marks = [], from = [], known = new Map(), derived = sources ? new Int32Array(sources.base.slots.length * (MARKS + 1)) : null;
  if (written.length !== size) throw corrupt("columns do not fit each other");
  for (let i = 0; i < size; i++) {
    const text = written[i], code = derived && text.length === 1 ? text.charCodeAt(0) : 0, sign = code <= MARKS ? code : 0, key = sign && sources.slotOf[i] * (MARKS + 1) + sign;
    let slot = sign ? derived[key] - 1 : known.get(text) ?? -1;
    if (slot < 0) {
      slot = slots.length;
      slots.push(sign ? null : text); marks.push(sign); from.push(sign ? sources.slotOf[i] : 0);
      if (sign) derived[key] = slot + 1; else known.set(text, slot);
    }
    slotOf[i] = slot;
  }
  return Object.assign(column, { slotOf, marks, from });
}

function slotText(column, slot, han) {
  const mark = column.marks[slot];
  if (!mark || column.slots[slot] !== null) return column.slots[slot];
  const source = column.base.slots[column.from ? column.from[slot] : slot];
  if (mark === SAME) return column.slots[slot] = source;
  if (mark !== PINYIN) return column.slots[slot] = Array.from(source, (c) => han.traditional.get(c) ?? c).join("");
  const word = Array.from(source, (c) => han.readings.get(c)[0]).join("").replaceAll("v", "ü");
  return column.slots[slot] = word[0].toUpperCase() + word.slice(1);
}

/** What is shown: text i of a column. */
function textOf({ han }, column, i) {
  const [before, after] = column.patterns[column.chosen[i]];
  return before + slotText(column, column.slotOf[i], han) + after;
}

/** Id i: each is written as what it shares with the one before, and the rest; every 64th shares nothing. */
function idOf(index, i) {
  const ids = index.ids ??= lines(index.writtenIds), { shared } = index;
  let id = ids[i];
  for (let k = i, need = shared[i]; need;) if (shared[--k] < need) { id = ids[k].slice(0, need - shared[k]) + id; need = shared[k]; }
  return id;
}

/** The columns that cores, roots and shards have in common. */
function readColumns(sections, count, tables) {
  const zh = readTexts(sections.slice(2, 5), null), own = readTexts(sections.slice(5, 8), Object.assign(zh, { base: zh })), counts = numbers(sections[8]);
  let all = 0, even = true;
  for (let i = 0; i < count; i++) { all += counts[i]; if (counts[i] !== 1) even = false; }
  const owner = even ? null : new Int32Array(all), sources = even ? zh : { base: zh, chosen: new Uint16Array(all), slotOf: new Int32Array(all) };
  if (!even) for (let i = 0, o = 0; i < count; i++) for (let k = 0; k < counts[i]; k++, o++) { owner[o] = i; sources.chosen[o] = zh.chosen[i]; sources.slotOf[o] = zh.slotOf[i]; }
  const others = Object.assign(readTexts(sections.slice(9, 12), sources), { owner }), placed = readTexts(sections.slice(15, 18), null);
  const index = {
    ...tables, count, shared: numbers(sections[0]), writtenIds: sections[1], ids: null, zh, own, others, addresses: readTexts(sections.slice(12, 15), Object.assign(placed, { base: placed })), placed,
    kind: recall(numbers(sections[18]), zh.chosen), district: numbers(sections[19]), flags: numbers(sections[20]), tags: null, where: null,
  };
  if ([index.shared, own.chosen, zh.chosen, placed.chosen, index.addresses.chosen, index.district, index.flags].some((column) => column.length !== count) || others.chosen.length !== all) throw corrupt("columns do not fit each other");
  return vocabulary(index);
}

/** What the meta of a core or root says, and the tables made of it. */
function readMeta(bytes) {
  const meta = JSON.parse(utf8.decode(bytes)), han = hanTable(meta.han);
  return { meta, han, ...folder(meta.folding, han.variants) };
}

// ---- the vocabulary: words and runs, the holders they stand in, the rows that have these

/** Runs: numbered characters end to end, a 0 before each run and after the last. */
function runTable() {
  let chars = new Uint16Array(1 << 14), size = 1;
  const numbersOf = new Uint16Array(0x10000), beyond = new Map(), known = [""], starts = [], holders = [];
  const numberOf = (c) => {
    const point = c.codePointAt(0), n = point < 0x10000 ? numbersOf[point] : beyond.get(c);
    if (n) return n;
    if (point < 0x10000) numbersOf[point] = known.length; else beyond.set(c, known.length);
    return known.push(c) - 1;
  };
  const room = (more) => { while (size + more + 2 > chars.length) { const larger = new Uint16Array(chars.length * 2); larger.set(chars); chars = larger; } };
  const begin = (holder) => { if (chars[size - 1]) chars[size++] = 0; starts.push(size); holders.push(holder); };
  const push = (n) => { room(1); chars[size++] = n; };
  /** Adds numbers from `list` between two places. */
  const copy = (list, from, to) => { room(to - from); for (let k = from; k < to; k++) chars[size++] = list[k]; };
  const finish = () => ({ runChars: chars.subarray(0, size + 1), runStarts: Int32Array.from(starts), runHolders: Int32Array.from(holders), known, numberAt: (c) => (c.length === 1 ? numbersOf[c.charCodeAt(0)] : beyond.get(c) ?? 0) });
  return { numberOf, begin, push, copy, room, finish };
}

const ASCII_WORD = 1, UNITS = 2;  // what a folded part is, if it is so plain; else 0

/** Folds a list of texts: `folded`, the class of the `first` and `last` character (0 a gap), how `plain`, and the units of those that are UNITS. */
function foldAll(texts, { fold, classOf, classes }, runs) {
  const size = texts.length, first = new Uint8Array(size), last = new Uint8Array(size), plain = new Uint8Array(size), starts = new Int32Array(size + 1), units = [], folded = new Array(size);
  const kindOf = (c) => { const bits = c ? classOf(c) : 0; return bits & UNSPACED || bits & WORD; };
  for (let s = 0; s < size; s++) {
    let text = texts[s], bits = 0, han = text.length > 0;
    for (let k = 0; k < text.length; k++) { const code = text.charCodeAt(k); if (code < 0x4e00 || code > 0x9fff) { han = false; break; } bits |= classes[code]; }
    if (!han || bits & VARIANT) text = fold(text);
    folded[s] = text;
    if (han) {
      first[s] = last[s] = plain[s] = UNITS;
      for (let k = 0; k < text.length; k++) units.push(runs.numberOf(text[k]));
    } else if (/^[0-9a-z]+$/.test(text)) first[s] = last[s] = plain[s] = ASCII_WORD;
    else if (text) {
      const end = text.slice(-1);
      first[s] = kindOf(text); last[s] = kindOf(end >= "\udc00" && end <= "\udfff" ? text.slice(-2) : end);
    }
    starts[s + 1] = units.length;
  }
  return { folded, first, last, plain, starts, units };
}

/** The same for a column's slots; those derived from another column's are taken from there. */
function foldSlots(column, index, runs) {
  const { base, marks, from, slots } = column, { han } = index;
  if (base === column || !marks.some((mark) => mark)) return foldAll(slots, index, runs);
  const own = foldAll(slots.map((text) => text ?? ""), index, runs), of = base.slotForms, starts = new Int32Array(slots.length + 1), units = [];
  if (!base.pinyin && marks.includes(PINYIN)) base.pinyin = base.slots.map((text) => { let word = ""; for (const c of text) word += han.readings.get(c)?.[0] ?? ""; return word.includes("v") ? word.replaceAll("v", "u") : word; });
  for (let s = 0; s < slots.length; s++) {
    const source = from ? from[s] : s;
    if (marks[s] === PINYIN) { own.folded[s] = base.pinyin[source]; own.first[s] = own.last[s] = own.plain[s] = ASCII_WORD; }
    else {
      const forms = marks[s] ? of : own, at = marks[s] ? source : s;
      if (marks[s]) { own.folded[s] = of.folded[at]; own.first[s] = of.first[at]; own.last[s] = of.last[at]; own.plain[s] = of.plain[at]; }
      for (let k = forms.starts[at]; k < forms.starts[at + 1]; k++) units.push(forms.units[k]);
    }
    starts[s + 1] = units.length;
  }
  return { ...own, starts, units };
}

/** Holder numbers of a column: its patterns, its slots, then its texts one by one. */
function vocabulary(index) {
  const { classOf, fold, meta, own, zh, others, addresses, placed } = index, words = [], wordIds = new Map(), pairWords = [], pairHolders = [], runs = runTable(), columns = [zh, own, others, placed, addresses];
  const addWord = (word, holder) => { let n = wordIds.get(word); if (n === undefined) { wordIds.set(word, n = words.length); words.push(word); } pairWords.push(n); pairHolders.push(holder); };
  const file = (folded, holder) => cut(folded, classOf, (text, unspaced, joined) => {
    if (!unspaced) { addWord(text, holder); return; }
    if (!joined) runs.begin(holder);
    runs.push(runs.numberOf(text));
  });
  let holders = 0;
  const add = (column, field, twin) => {
    const size = column.chosen.length, { patterns, chosen, slotOf } = column, forms = column.slotForms = foldSlots(column, index, runs);
    const before = column.before = foldAll(patterns.map(([a]) => a), index, runs), after = column.after = foldAll(patterns.map(([, b]) => b), index, runs), slots = forms.folded.length;
    Object.assign(column, { field, first: holders, firstSlot: holders + patterns.length, firstText: holders + patterns.length + slots, apart: null });
    holders += patterns.length + slots + size;
    const one = (kinds) => kinds.reduce((bits, kind) => bits | (kind === 0 ? 4 : kind), 0);  // which classes there are
    const meets = (a, b) => (one(a) & one(b) & 3) > 0, empty = forms.folded.includes("");
    // A text whose parts run into each other is known by itself (its `apart` is 0), as is one that its twin says already (2).
    if (meets(before.last, forms.first) || meets(after.first, forms.last) || (empty && meets(before.last, after.first)) || (twin && forms.plain.includes(UNITS))) {
      const apart = column.apart = new Uint8Array(size);
      for (let i = 0; i < size; i++) {
        const p = chosen[i], s = slotOf[i], m = forms.folded[s];
        if (twin && m === twin.slotForms.folded[twin.slotOf[i]] && before.folded[p] === twin.before.folded[twin.chosen[i]] && after.folded[p] === twin.after.folded[twin.chosen[i]]) { apart[i] = 2; continue; }
        const a = before.last[p], b = after.first[p];
        if (m ? !(a && a === forms.first[s]) && !(b && b === forms.last[s]) : !a || !b) { apart[i] = 1; continue; }
        const holder = column.firstText + i;
        if ((before.plain[p] === UNITS || !before.folded[p]) && (after.plain[p] === UNITS || !after.folded[p]) && forms.plain[s] === UNITS) {
          runs.room(64); runs.begin(holder);
          runs.copy(before.units, before.starts[p], before.starts[p + 1]); runs.copy(forms.units, forms.starts[s], forms.starts[s + 1]); runs.copy(after.units, after.starts[p], after.starts[p + 1]);
        } else file(before.folded[p] + m + after.folded[p], holder);
      }
    }
    const usedPatterns = new Uint8Array(patterns.length), usedSlots = new Uint8Array(slots);
    if (column.apart) for (let i = 0; i < size; i++) { if (column.apart[i] === 1) usedPatterns[chosen[i]] = usedSlots[slotOf[i]] = 1; }
    else { usedPatterns.fill(1); usedSlots.fill(1); }
    for (let p = 0; p < patterns.length; p++) if (usedPatterns[p]) file(`${before.folded[p]} ${after.folded[p]}`, column.first + p);
    for (let s = 0; s < slots; s++) if (usedSlots[s]) { if (forms.plain[s] === ASCII_WORD) addWord(forms.folded[s], column.firstSlot + s); else file(forms.folded[s], column.firstSlot + s); }
  };
  add(zh, NAME); add(own, NAME, zh); add(others, OTHER); add(placed, ADDRESS); add(addresses, ADDRESS, placed);
  const keyed = [[KIND, meta.kinds, index.kind], [DISTRICT, meta.districts, index.district], [TAG, meta.tags, null]].map(([field, keys, of]) => {
    const first = holders;
    for (const [, labels] of keys) { for (const label of labels) file(fold(label), holders); holders++; }
    return { field, first, keys: keys.length, of };
  });
  const byWord = grouped(pairWords, words.length);
  for (let i = 0; i < byWord.list.length; i++) byWord.list[i] = pairHolders[byWord.list[i]];
  const { count } = index, fields = new Uint8Array(holders), all = [...columns, ...keyed];
  all.forEach((column, c) => { fields.fill(column.field, column.first, all[c + 1]?.first ?? holders); });
  return Object.assign(index, {
    words, wordIds, wordStarts: byWord.starts, wordHolders: byWord.list, fields, all, ...runs.finish(), initials: null,
    score: new Int32Array(count), worst: new Uint8Array(count), codes: null, triples: null, lately: new Map(), work: null,
  });
}

// ---- words

function slipsAllowed(word) { return word.length > LONGEST_SLIPPED || /[0-9]/.test(word) ? 0 : word.length < 4 ? 0 : word.length < 7 ? 1 : 2; }

/** What was made for a key, or is made now; each key asks again for all that was typed before, so it is kept until there is too much. */
function kept(map, key, make) {
  let value = map.get(key);
  if (value) return value;
  if (map.size >= LATELY) map.clear();
  map.set(key, value = make());
  return value;
}

/** The words near a typed one and their costs, by turns. */
function nearWords(index, typed, last) {
  return kept(index.lately, typed + last, () => {
    const pairs = [];
    slipping(index, typed, last, (w, cost) => pairs.push(w, cost));
    return pairs;
  });
}

const threeAt = (text, i) => (text.charCodeAt(i) * 961 + text.charCodeAt(i + 1) * 31 + text.charCodeAt(i + 2)) & 8191;

/** The words that hold three characters in a row, by a number made of these; some hold others of the same number. */
function triples(index) {
  if (index.triples) return index.triples;
  const keys = [], holders = [];
  index.words.forEach((word, w) => { for (let i = 0; i < word.length - 2; i++) { keys.push(threeAt(word, i)); holders.push(w); } });
  const found = index.triples = grouped(keys, 8192);
  for (let k = 0; k < keys.length; k++) found.list[k] = holders[found.list[k]];
  return found;
}

/** Calls `each(word number, place)` for the words that hold a text of at least three characters. */
function holding(index, typed, each) {
  const { starts, list } = triples(index), { words } = index;
  let key = 0, fewest = Infinity;
  for (let i = 0; i < typed.length - 2; i++) {
    const one = threeAt(typed, i), size = starts[one + 1] - starts[one];
    if (size < fewest) { fewest = size; key = one; }
  }
  for (let k = starts[key]; k < starts[key + 1]; k++) {
    const at = words[list[k]].indexOf(typed);
    if (at >= 0) each(list[k], at);
  }
}

function begins(index, typed) {
  let found = index.wordIds.has(typed);
  if (!found && typed.length > 2) holding(index, typed, (w, at) => { if (!at) found = true; });
  return found || (typed.length < 3 && startingWith(index, typed).begun.includes(1));
}

/** Which words begin with one or two characters, the rows that have one, and the best quality of a holder. */
function startingWith(index, typed) {
  const { wordStarts, wordHolders, fields } = index, { starting, size } = prepared(index), { codes, starts } = spelt(index), first = typed.charCodeAt(0), second = typed.charCodeAt(1);
  return kept(starting, typed, () => {
    const found = { begun: new Uint8Array(starts.length), rows: new Int32Array(size), best: 0 };
    for (let w = 0; w < starts.length - 1; w++) if (codes[starts[w]] === first && (typed.length < 2 || (codes[starts[w] + 1] === second && starts[w + 1] - starts[w] > 1))) {
      found.begun[w] = 1;
      for (let k = wordStarts[w]; k < wordStarts[w + 1]; k++) {
        const holder = wordHolders[k];
        if (fields[holder] === TAG) continue;
        found.best = Math.max(found.best, FIELD_QUALITY[fields[holder]]);
        addRows(index, holder, found.rows, 0);
      }
    }
    return found;
  });
}

const isNumber = (typed) => typed < ":" && /^[0-9]+$/.test(typed);  // the first is quick, and mostly enough

/** Calls `each(word number, cost)` for the words that a typed word fits without slips: whole, as a beginning of at least three characters, inside. */
function fitting(index, typed, last, each) {
  const number = isNumber(typed), whole = index.wordIds.get(typed);
  if (whole !== undefined) each(whole, 0);
  if (typed.length < 3 || (number && !last)) return;
  const inside = index.classOf(typed) & INNER ? 8 : 25, start = number ? NUMBER_BEGUN : last ? UNFINISHED : 12;
  holding(index, typed, (w, at) => { if (w !== whole && !(at && number)) each(w, at ? inside : start); });
}

/** The letters of all words end to end, and for each word a set of them (a bit for letters alike in their last five bits). */
function spelt(index) {
  if (index.codes) return index.codes;
  const { words } = index, starts = new Int32Array(words.length + 1), sets = new Int32Array(words.length);
  for (let w = 0; w < words.length; w++) starts[w + 1] = starts[w] + words[w].length;
  const codes = new Uint16Array(starts[words.length]);
  for (let w = 0, at = 0; w < words.length; w++) for (let word = words[w], i = 0; i < word.length; i++) sets[w] |= 1 << ((codes[at++] = word.charCodeAt(i)) & 31);
  return index.codes = { codes, sets, starts };
}

const positions = new Int32Array(0x10000);  // bits of a letter's positions in the typed word; wiped after use

/** Calls `each(word number, cost)` for the words near a typed one (Hyyrö's bit-parallel automaton, optimal string alignment). */
function slipping(index, typed, last, each) {
  const { codes, sets, starts } = spelt(index), allowed = slipsAllowed(typed), length = typed.length, shortest = Math.max(2, length - allowed), top = 1 << length - 1, initial = typed.charCodeAt(0);
  let set = 0;
  for (let i = 0; i < length; i++) { positions[typed.charCodeAt(i)] |= 1 << i; set |= 1 << (typed.charCodeAt(i) & 31); }
  for (let w = 0; w < sets.length; w++) {
    let missing = set & ~sets[w];  // each letter the word lacks is a slip
    missing &= missing - 1; if (allowed === 2) missing &= missing - 1;
    if (missing) continue;
    const begin = starts[w], size = starts[w + 1] - begin, first = codes[begin];
    if (size < shortest || (first >= 48 && first <= 57)) continue;
    let up = -1, down = 0, same = 0, before = 0, distance = length, nearest = length;
    const end = begin + Math.min(size, length + allowed + 1);  // further letters can bring neither the whole word nor a beginning nearer
    for (let k = begin; k < end; k++) {
      const here = positions[codes[k]], swapped = (~same & here) << 1 & before;
      same = ((here & up) + up ^ up) | here | down | swapped;
      let right = down | ~(same | up), left = same & up;
      if (right & top) distance++; else if (left & top) distance--;
      if (distance < nearest) nearest = distance;
      right = right << 1 | 1; left <<= 1;
      up = left | ~(same | right); down = right & same; before = here;
    }
    if (nearest > allowed) continue;
    let cost = SLIP * nearest + (last ? 8 : 16);
    if (end - begin === size && distance <= allowed && SLIP * distance < cost) cost = SLIP * distance;
    each(w, cost + (initial === first ? 0 : FIRST_LETTER));
  }
  for (let i = 0; i < length; i++) positions[typed.charCodeAt(i)] = 0;
}

/** Takes a typed word apart into known words, as few as can be. */
function takenApart(index, typed, last) {
  const best = new Array(typed.length + 1).fill(null);
  best[typed.length] = [];
  for (let start = typed.length - 1; start >= 0; start--) for (let end = typed.length; end > start; end--) {
    if (!best[end] || (best[start] && best[end].length + 1 >= best[start].length)) continue;
    const part = typed.slice(start, end);
    if (index.wordIds.has(part) || (last && end === typed.length && begins(index, part))) best[start] = [part, ...best[end]];
  }
  return best[0] && best[0].length > 1 ? best[0] : [];
}

// ---- chains through Han runs

/** A query as one line of units, and the steps along it that each numbered character allows: [start, end, cost, ..]. */
function moves(index, tokens, forgiving) {
  const { numberAt, han } = index, { byReading, byBlurred, next, whole, open } = sounds(index), steps = [], used = [], tokenAt = [], endsAt = [], starts = [], last = tokens.length - 1;
  let size = 0;
  const allow = (n, start, end, cost) => {
    let list = steps[n];
    if (!list) { steps[n] = [start, end, cost]; used.push(n); return; }
    for (let k = 0; k < list.length; k += 3) if (list[k] === start && list[k + 1] === end) { if (cost < list[k + 2]) list[k + 2] = cost; return; }
    list.push(start, end, cost);
  };
  const all = (numbers, start, end, cost) => { if (numbers) for (let k = 0; k < numbers.length; k++) allow(numbers[k], start, end, cost); };
  for (let number = 0; number <= last; number++) {
    const { text, unspaced, pinyin } = tokens[number], start = size, finish = start + (unspaced ? 1 : text.length);
    size = finish;
    tokenAt[start] = number; endsAt[finish] = number;
    starts[start] = unspaced || text.length > 1 || last === 0;  // one letter among others begins no chain: it would begin too many
    if (unspaced) {
      if (numberAt(text)) allow(numberAt(text), start, finish, 0);
      if (forgiving) for (const r of readingsOf(text, han)) { const list = byReading.get(r) ?? []; for (let k = 0; k < list.length; k += 2) allow(list[k], start, finish, list[k + 1] ? NEAR_SOUND : SAME_SOUND); all(byBlurred.get(blur(r)), start, finish, NEAR_SOUND); }
    } else if (pinyin) for (let at = start; at < finish; at++) for (let end = at + 1, node = 0, deep = 0; end <= finish && end - at <= LONGEST_SYLLABLE; end++) {
      node = deep === end - at - 1 ? next[26 * node + text.charCodeAt(end - 1 - start) - 97] : 0;
      if (node) {
        deep++;
        const list = whole[node];
        if (list) for (let k = 0; k < list.length; k += 2) allow(list[k], at, end, list[k + 1]);
        if (number === last && end === finish) all(open[node - 1], at, end, UNFINISHED);
      } else if (!forgiving) break;
      if (!forgiving) continue;
      const typed = text.slice(at - start, end - start);
      all(byBlurred.get(blur(typed)), at, end, BLURRED);
      if (forgiving === SLIPPING) for (const one of slipped(typed, index.sounds)) { const list = byReading.get(one); for (let k = 0; k < list.length; k += 2) allow(list[k], at, end, SLIPPED); }
    }
  }
  return { steps, used, tokenAt, endsAt, starts };
}

const front = { at: new Int32Array(2048), cost: new Int32Array(2048) }, ahead = { at: new Int32Array(2048), cost: new Int32Array(2048) };  // more than a query has units

/** The holders of each row, and the rows of each holder, of those that have words or runs; but for tags. */
function related({ count, fields, all, wordHolders, runHolders }) {
  const telling = new Uint8Array(fields.length), size = all.reduce((n, { of, chosen }) => n + (of ? count : chosen ? 2 * chosen.length : 0), 0), rows = new Int32Array(size), holders = new Int32Array(size);
  let n = 0;
  const add = (row, holder) => { if (telling[holder]) { rows[n] = row; holders[n++] = holder; } };
  for (const holder of wordHolders) telling[holder] = 1;
  for (const holder of runHolders) telling[holder] = 1;
  for (const { of, keys, field, first, chosen, slotOf, apart, owner, firstSlot, firstText } of all) {
    if (of) for (let row = 0, none = field === DISTRICT ? 1 : 0; row < count; row++) if (of[row] >= none && of[row] < keys + none) add(row, first + of[row] - none);
    if (chosen) for (let i = 0; i < chosen.length; i++) {
      const row = owner ? owner[i] : i;
      if (!apart || apart[i] === 1) { add(row, first + chosen[i]); add(row, firstSlot + slotOf[i]); } else if (!apart[i]) add(row, firstText + i);
    }
  }
  const of = (keys, size, values) => { const found = grouped(keys.subarray(0, n), size), { list } = found; for (let k = 0; k < n; k++) list[k] = values[list[k]]; return found; };
  return { rowHolders: of(rows, count, holders), holderRows: of(holders, fields.length, rows) };
}

/** The places of each numbered character in the runs, in the order of the characters that follow, and these. */
function byFollower(runChars, size) {
  const next = runChars.map((_, at) => runChars[at + 1] ?? 0), order = grouped(next, size).list, found = grouped(order.map((at) => runChars[at]), size);
  found.list.forEach((k, i) => { found.list[i] = order[k]; });
  return { ...found, next: Uint16Array.from(found.list, (at) => next[at]) };
}

/** What passes over an index work on; made for the first query. Sets of rows are bits, 32 to a number. */
function prepared(index) {
  if (index.work) return index.work;
  const { runChars, runStarts, runHolders, known, fields, count, wordStarts, wordHolders } = index, places = byFollower(runChars, known.length), holderAt = new Int32Array(runChars.length), tagged = [], size = (count + 31) >> 5;
  let longest = 0;
  for (let run = 0; run < runStarts.length; run++) {
    const holder = runHolders[run], end = runStarts[run + 1] ?? runChars.length;
    holderAt.fill(holder, runStarts[run], end);
    longest = Math.max(longest, end - runStarts[run]);
    if (fields[holder] === TAG) for (let at = runStarts[run]; runChars[at]; at++) (tagged[runChars[at]] ??= []).push(holder);
  }
  const holderWords = grouped(wordHolders, fields.length), wordAt = new Int32Array(wordHolders.length);
  for (let w = 1; w < wordStarts.length - 1; w++) wordAt.fill(w, wordStarts[w], wordStarts[w + 1]);
  holderWords.list.forEach((k, i) => { holderWords.list[i] = wordAt[k]; });
  return index.work = { size, holderWords, starting: new Map(), charPlaces: places, holderAt, tagged, holderRuns: grouped(runHolders, fields.length), ...related(index), walked: new Int32Array(longest + 1), charRows: [], pairRows: new Map(), charBest: new Uint8Array(known.length), manyRows: [], one: new Int32Array(size), two: new Int32Array(size), goesOn: new Uint8Array(known.length), slates: [] };
}

function join(into, at, from) { for (let i = 0; i < from.length; i++) into[at + i] |= from[i]; }

/** Adds the rows that have a holder to the set that begins at a place; sets of many rows are kept. */
function addRows({ fields, all, tags, work: { manyRows, holderRows, size } }, holder, into, at) {
  let { list, starts } = holderRows, from = starts[holder], to = starts[holder + 1];
  if (fields[holder] === TAG) { if (!tags) return; list = tags[holder - all[7].first]; from = 0; to = list.length; }
  const add = (set, at) => { for (let k = from; k < to; k++) set[at + (list[k] >> 5)] |= 1 << list[k]; return set; };
  if (to - from > size) join(into, at, manyRows[holder] ??= add(new Int32Array(size), 0)); else add(into, at);
}

/** The rows that have a numbered character, but for those that have it in words for a tag; sets the best quality of its holders. */
function rowsWith(index, n) {
  const { charRows, charBest, charPlaces: { starts, list }, holderAt, size } = index.work;
  if (charRows[n]) return charRows[n];
  const set = charRows[n] = new Int32Array(size);
  for (let k = starts[n], before = -1; k < starts[n + 1]; k++) {
    if (holderAt[list[k]] === before) continue;
    const field = index.fields[before = holderAt[list[k]]];
    charBest[n] = Math.max(charBest[n], FIELD_QUALITY[field]);
    if (field !== TAG) addRows(index, before, set, 0);
  }
  return set;
}

const GOES_ON = 1, BEGINS = 2, ALONE = 4;

/**
 * From the steps of a query: for each numbered character the places that chains begin at, in order, the tokens that it is all of
 * [first, last, cost, ..], and on the slate the tokens it may begin, end and be (bits) and its role. Gives also, for each place inside a token,
 * those that may stand there and end it (`enders`) or go on.
 */
function openings({ roles, begins, ends, wholes }, line) {
  const { steps, used, tokenAt, endsAt, starts } = line;
  const from = [], singles = [], goers = [], enders = [];
  for (const n of used) {
    const list = steps[n], places = from[n] = [], to = [], costs = [];
    for (let k = 0; k < list.length; k += 3) {
      const start = list[k], end = list[k + 1], cost = list[k + 2], token = endsAt[end];
      if (tokenAt[start] === undefined) ((token === undefined ? goers : enders)[start] ??= []).push(n); else begins[n] |= 1 << tokenAt[start];
      if (token !== undefined) { ends[n] |= 1 << token; if (tokenAt[start] === token) wholes[n] |= 1 << token; }
      if (!starts[start]) continue;
      let at = places.indexOf(start);
      if (at < 0) {
        for (at = places.length; at && places[at - 1] > start; at--) { places[at] = places[at - 1]; to[at] = to[at - 1]; costs[at] = costs[at - 1]; }
        places[at] = start; to[at] = -1; costs[at] = 0;
      }
      if (token !== undefined && (end > to[at] || (end === to[at] && cost < costs[at]))) { to[at] = end; costs[at] = cost; }
    }
    for (let at = 0; at < places.length; at++) if (to[at] >= 0) (singles[n] ??= []).push(tokenAt[places[at]], endsAt[to[at]], costs[at]);
    roles[n] = GOES_ON | (places.length ? BEGINS : 0) | (singles[n] ? ALONE : 0);
  }
  Object.assign(line, { from, singles, goers, enders });
}

/** Walks from a place of the query as far as a run leads, the cheapest way: [what it reached, cost, end], or null if no token ends there. */
function walk({ runChars }, { steps, tokenAt, endsAt }, walked, start, begin, first) {
  let size = 1, at = begin, reached = -1, cost = 0, end = 0, now = front, next = ahead;
  now.at[0] = start; now.cost[0] = 0;
  while (size) {
    const list = steps[runChars[at++]];
    let count = 0;
    if (list === undefined) break;
    for (let k = 0; k < list.length; k += 3) for (let f = 0; f < size; f++) {
      if (list[k] !== now.at[f]) continue;
      const to = list[k + 1], total = now.cost[f] + list[k + 2];
      let a = 0;
      while (a < count && next.at[a] !== to) a++;
      if (a === count) { next.at[a] = to; next.cost[a] = total; count++; } else if (total < next.cost[a]) next.cost[a] = total;
    }
    for (let a = 0; a < count; a++) {
      const to = next.at[a];
      if (tokenAt[to] !== undefined) walked[at - first] |= 1 << tokenAt[to];
      if (endsAt[to] !== undefined && (to > reached || (to === reached && next.cost[a] < cost))) { reached = to; cost = next.cost[a]; end = at; }
    }
    [now, next] = [next, now];
    size = count;
  }
  way.reached = reached; way.cost = cost; way.end = end;
  return reached >= 0 && end - begin > 1;
}

const way = { reached: 0, cost: 0, end: 0 };  // what `walk` found

/** For each numbered character the letters its readings begin with, as bits, and for each letter the places where one stands. */
function initialsOf(index) {
  return index.initials ??= { sets: Int32Array.from(index.known, (c) => (index.han.readings.get(c) ?? []).reduce((bits, r) => bits | 1 << (r.charCodeAt(0) - 97), 0)), places: [] };
}

function placesOf({ work: { charPlaces: { starts, list } }, initials: { sets, places } }, letter) {
  if (places[letter]) return places[letter];
  const found = [];
  sets.forEach((set, n) => { if (set >> letter & 1) for (let k = starts[n]; k < starts[n + 1]; k++) found.push(list[k]); });
  return places[letter] = found;
}

/** Calls `each(holder, whether a run begins there)` where characters follow each other that begin with these letters. */
function initialsIn(index, typed, each) {
  const { sets } = initialsOf(index), { runChars, work: { holderAt } } = index, letters = Array.from(typed, (c) => c.charCodeAt(0) - 97), length = letters.length;
  let rarest = 0;
  for (let k = 0; k < length; k++) {  // a letter that nothing begins with settles it
    if (!placesOf(index, letters[k]).length) return;
    if (placesOf(index, letters[k]).length < placesOf(index, letters[rarest]).length) rarest = k;
  }
  for (const place of placesOf(index, letters[rarest])) {
    const begin = place - rarest;
    let k = 0;
    while (k < length && sets[runChars[begin + k]] >> letters[k] & 1) k++;
    if (k === length) each(holderAt[begin], !runChars[begin - 1]);
  }
}

// ---- one pass over everything: which tokens each row may hold, then what it is worth, for rows that may be in the answer

/** How much a token says: a character as much as three letters. */
function weight({ unspaced, text }) { return unspaced ? 3 : Math.min(12, text.length); }

const ANYHOW = 0, LONG = 1, LETTERS = 2;  // how a token was matched: in any way (by one character too), as a word or by several characters, by initials

/** What one pass writes on, taken from a pile: where the qualities of each holder stand, and for each token the rows that may hold it, and those that may hold it well. */
function slate({ slates, size }, { fields, words, known }) {
  return slates.pop() ?? { at: new Int32Array(fields.length), seen: new Uint8Array(fields.length), bonus: new Uint8Array(fields.length), roles: new Uint8Array(known.length), begins: new Int32Array(known.length), ends: new Int32Array(known.length), wholes: new Int32Array(known.length), worth: new Uint8Array(1 << 14), used: 1, looked: [], mine: [], fits: new Uint8Array(words.length), rows: new Int32Array(MOST_TOKENS * size), sure: new Int32Array(MOST_TOKENS * size), size: 0, full: new Int32Array(size), sums: new Int32Array(16), caps: new Uint8Array(MOST_TOKENS), aloneCaps: new Uint8Array(MOST_TOKENS) };
}

function wipeSlate({ work, slate, width, used }) {
  for (const n of used) slate.roles[n] = slate.begins[n] = slate.ends[n] = slate.wholes[n] = 0;
  for (const holder of slate.looked) slate.at[holder] = slate.seen[holder] = slate.bonus[holder] = 0;
  slate.worth.fill(0, 0, slate.used);
  slate.caps.fill(0); slate.aloneCaps.fill(0);
  slate.rows.fill(0, 0, width * work.size);
  slate.sure.fill(0, 0, width * work.size);
  slate.used = 1; slate.looked.length = 0;
  work.slates.push(slate);
}

/** Credits a holder's tokens with a quality; of each holder and way of matching the best counts. */
function credit(slate, holder, how, width, first, last, points) {
  let at = slate.at[holder];
  if (!at) {
    at = slate.at[holder] = slate.used;
    slate.looked.push(holder);
    if ((slate.used += 3 * width) > slate.worth.length) { const larger = new Uint8Array(2 * slate.used); larger.set(slate.worth); slate.worth = larger; }
  }
  const { worth } = slate;
  for (let k = at + first, stop = at + last, more = how * width; k <= stop; k++) {
    if (worth[k] < points) worth[k] = points;
    if (more && worth[k + more] < points) worth[k + more] = points;
  }
}

/** Credits the holder of a word or of initials, and notes its rows. */
function put(pass, holder, how, first, last, cost, tagsToo) {
  const { index, work, slate } = pass, field = index.fields[holder];
  if (field === TAG) { if (!tagsToo) return; if (!index.tags) index.wantsTags = true; }
  const points = Math.max(1, FIELD_QUALITY[field] - cost);
  pass.known |= (2 << last) - (1 << first);
  credit(slate, holder, how, pass.width, first, last, points);
  for (let t = first; t <= last; t++) { addRows(index, holder, slate.sure, t * work.size); if (points > slate.caps[t]) slate.caps[t] = points; }
}

/** Notes the rows of the words that begin with one or two characters; their holders are credited when they are looked at. */
function putStart(pass, t, text) {
  const { work: { size }, slate: { sure, caps } } = pass, { begun, rows, best } = startingWith(pass.index, text), cost = isNumber(text) ? NUMBER_BEGUN : UNFINISHED;
  if (!best) return;
  pass.start = { t, begun, cost };
  pass.known |= 1 << t;
  caps[t] = Math.max(caps[t], best - cost);
  join(sure, t * size, rows);
}

/** Matches typed words, each by itself and two or three as one, and initials. */
function matchWords(pass) {
  const { index, tokens, width, forgiving } = pass, { wordStarts, wordHolders, wordIds } = index, { fits } = pass.slate;
  const putWord = (w, first, last, cost, tagsToo) => { for (let k = wordStarts[w]; k < wordStarts[w + 1]; k++) put(pass, wordHolders[k], LONG, first, last, cost, tagsToo); };
  for (let first = 0; first < width; first++) {
    const { text, unspaced } = tokens[first], open = first === width - 1;
    if (unspaced) continue;
    const each = (w, cost) => { fits[w] = 1; putWord(w, first, first, cost, cost <= TAG_LIMIT && text.length >= 3); };
    fitting(index, text, open, each);
    if (open && text.length < 3) putStart(pass, first, text);
    if (forgiving && slipsAllowed(text)) {
      const near = nearWords(index, text, open);
      for (let k = 0; k < near.length; k += 2) if (!fits[near[k]]) each(near[k], near[k + 1]);
    }
    fits.fill(0);
    for (let last = first + 1, typed = text; last < Math.min(first + 3, width) && !tokens[last].unspaced; last++) {
      typed += tokens[last].text;
      if (typed.length < 4) continue;
      const whole = wordIds.get(typed);
      if (whole !== undefined) putWord(whole, first, last, JOINED, false);
      if (last === width - 1) holding(index, typed, (w, at) => { if (!at && w !== whole) putWord(w, first, last, JOINED_OPEN, false); });
    }
    if (!tokens[first].pinyin || text.length < 2) continue;
    const two = text.length === 2;
    initialsIn(index, text, (holder, begun) => { if ((begun || !two) && index.fields[holder] <= OTHER) put(pass, holder, LETTERS, first, first, two ? 40 : begun ? 22 : 26, false); });
  }
}

/** What a chain costs: its steps, a mean rounded up, and its shortness. */
function less({ tokens, width }, first, last, cost, units) {
  const pinyin = !tokens[first].unspaced, whole = last - first + 1 === width;
  return Math.min(DEAREST, Math.ceil(cost / units)) + (pinyin ? PINYIN_COST : 0) + (units === 1 ? (whole ? (pinyin ? 25 : 5) : 30) : units === 2 ? (whole ? (pinyin ? 5 : 0) : 12) : 0);
}

/** Credits a holder of a row with what is not put on the slate before: words that are begun, chains through runs. */
function look(pass, holder) {
  const { index: { fields }, work: { holderRuns, holderWords: { starts, list } }, slate, start } = pass, field = fields[holder];
  slate.seen[holder] = 1;
  slate.looked.push(holder);
  if (start && field !== TAG) for (let k = starts[holder]; k < starts[holder + 1]; k++) if (start.begun[list[k]]) { credit(slate, holder, LONG, pass.width, start.t, start.t, FIELD_QUALITY[field] - start.cost); break; }
  if (pass.used.length && holderRuns.starts[holder] < holderRuns.starts[holder + 1]) evaluate(pass, holder);
}

/** Credits a holder with the chains through its runs; a start inside a chain already walked is not walked again. */
function evaluate(pass, holder) {
  const { index, work, slate, width, line } = pass, { runChars, runStarts, fields } = index, { roles } = slate, { holderRuns, walked } = work, field = fields[holder], { tokenAt, endsAt, from, singles } = line;
  const chain = (how, first, last, cost, begin, end, toEnd) => {
    credit(slate, holder, how, width, first, last, Math.max(1, FIELD_QUALITY[field] - less(pass, first, last, cost, end - begin)));
    pass.known |= (2 << last) - (1 << first);
    if (begin === 0 && field === NAME && last - first + 1 === width) slate.bonus[holder] = Math.max(slate.bonus[holder], toEnd ? WHOLE_RUN : RUN_START);
  };
  for (let k = holderRuns.starts[holder], stop = holderRuns.starts[holder + 1]; k < stop; k++) {
    const first = runStarts[holderRuns.list[k]];
    let clean = false;
    for (let at = first, n; (n = runChars[at]); at++) {
      const role = roles[n];
      if (role < BEGINS) continue;
      const one = singles[n], begins = from[n];
      if (role & ALONE && field !== TAG) for (let s = 0; s < one.length; s += 3) chain(ANYHOW, one[s], one[s + 1], one[s + 2], at - first, at + 1 - first, !runChars[at + 1]);
      if (!roles[runChars[at + 1]]) continue;
      if (!clean) { walked.fill(0); clean = true; }
      for (let b = 0; b < begins.length; b++) {
        const start = begins[b];
        if (walked[at - first] & 1 << tokenAt[start] || !walk(index, line, walked, start, at, first)) continue;
        if (field === TAG && !index.tags) index.wantsTags = true;
        chain(LONG, tokenAt[start], endsAt[way.reached], way.cost, at - first, way.end - first, !runChars[way.end]);
      }
    }
  }
}

/** Adds the rows where a numbered character is followed by one of others. Of few after a frequent one the rows are kept, as each key asks again for all before it. */
function addNext(index, n, others, into, at) {
  if (!others.length) return;
  const { charPlaces: { starts, list, next }, holderAt, goesOn, pairRows, size } = index.work, from = starts[n], to = starts[n + 1];
  const add = (set, several, at) => {
    for (const m of several) goesOn[m] = 1;
    for (let k = from; k < to; k++) if (goesOn[next[k]]) addRows(index, holderAt[list[k]], set, at);
    for (const m of several) goesOn[m] = 0;
    return set;
  };
  if (others.length > FEW_NEXT || to - from < size) { add(into, others, at); return; }
  for (const m of others) join(into, at, kept(pairRows, n * 65536 + m, () => add(new Int32Array(size), [m], 0)));
}

/** Adds the rows where several characters together may be token t: two of which one begins and one ends it, or more, the first two and the last two of which are such. */
function addSeveral({ index, work: { one: begun, two: ended, size }, line: { steps, tokenAt, endsAt, goers, enders }, used }, t, into) {
  const start = tokenAt.indexOf(t), finish = endsAt.indexOf(t), both = [], on = [], last = [];
  begun.fill(0); ended.fill(0);
  for (const n of used) {
    both.length = on.length = last.length = 0;
    for (let k = 0, list = steps[n]; k < list.length; k += 3) {
      const from = list[k], to = list[k + 1];
      if (from < start || to >= finish) continue;
      if (enders[to]) (from === start ? both : last).push(...enders[to]);
      if (from === start && goers[to]) on.push(...goers[to]);
    }
    addNext(index, n, both, into, t * size);
    addNext(index, n, on, begun, 0);
    addNext(index, n, last, ended, 0);
  }
  for (let i = 0; i < size; i++) into[t * size + i] |= begun[i] & ended[i];
}

/** Adds the rows where a character that ends token t is followed by one that begins the next, for the token of which a character is all; for others `addSeveral` has them. */
function addPairs({ index, work: { size }, slate: { begins, ends, wholes }, used }, t, into) {
  const next = used.filter((n) => begins[n] >> t + 1 & 1), all = next.filter((n) => wholes[n] >> t + 1 & 1);
  for (const n of used) {
    if (ends[n] >> t & 1) addNext(index, n, all, into, (t + 1) * size);
    if (wholes[n] >> t & 1) addNext(index, n, next, into, t * size);
  }
}

/**
 * Notes for each token the rows whose characters may hold it, alone or (`sure`) several in a row: more than do hold it, never
 * fewer. Sets how good it can be at best, in the one case and in the other.
 */
function spread(pass) {
  const { index, work, slate, tokens, width, used, line } = pass, { size, tagged, charBest } = work, { rows, sure, full, seen, at, begins, ends, wholes, caps, aloneCaps } = slate;
  for (let t = 0; t < width && used.length; t++) {
    const { unspaced } = tokens[t], start = line.tokenAt.indexOf(t), pinyin = unspaced ? 0 : PINYIN_COST, alone = pinyin + (width > 1 ? 30 : unspaced ? 5 : 25);
    for (const n of used) {
      if ((begins[n] | ends[n]) >> t & 1) { rowsWith(index, n); caps[t] = Math.max(caps[t], charBest[n] - pinyin); }
      if (wholes[n] >> t & 1 && line.starts[start]) { join(rows, t * size, rowsWith(index, n)); aloneCaps[t] = Math.max(aloneCaps[t], charBest[n] - alone, 1); }
    }
    if (!unspaced) addSeveral(pass, t, sure);
    if (t + 1 < width) addPairs(pass, t, sure);
  }
  for (const n of used) for (const holder of tagged[n] ?? []) if (begins[n] && !seen[holder]) {
    look(pass, holder);
    for (let t = 0; t < width; t++) if (at[holder] && slate.worth[at[holder] + t]) addRows(index, holder, sure, t * size);
  }
  full.fill(-1);
  for (let t = 0, k = 0; t < width; t++) for (let i = 0; i < size; i++, k++) full[i] &= rows[k] |= sure[k];
  if (index.rows) for (let t = 0; t < width; t++) for (let row = 0; row < index.count && !(pass.known >> t & 1); row++) if (rows[t * size + (row >> 5)] >> row & 1) gather(pass, row);
}

/** Calls `each(row)` for the rows of a part of a set, until it gives true. */
function among(set, i, each) {
  for (; set; set &= set - 1) if (each((i << 5) + 31 - Math.clz32(set & -set))) return true;
  return false;
}

/** The same for the rows that may hold all tokens. */
function amongFull({ work: { size }, slate: { full } }, each) {
  for (let i = 0; i < size; i++) if (full[i] && among(full[i], i, each)) return true;
  return false;
}

/**
 * The same for the rows whose tokens may bring at least `low`, but for those in `done`, to which they are added. A token brings its
 * weight times the best quality that it was or may be credited with, in tens and rounded up, above what is assumed of those missing.
 * 32 rows a time, bit by bit: the sums from the least, of those rows that hold one of each few tokens without which it is too little.
 */
function reaching({ work: { size }, slate: { rows, sure, sums }, width, units, aloneUnits, best, total, bits }, low, done, each) {
  for (let i = 0; i < size; i++) {
    let over = 0, even = ~done[i];
    for (let t = 0, at = i, any = 0, brings = 0; t < width && even; t++, at += size) {  // without all of some tokens it is too little
      any |= rows[at];
      if ((brings += best[t]) > total - low) { even &= any; any = brings = 0; }
    }
    if (!even) continue;
    sums.fill(0);
    for (let t = 0, at = i; t < width; t++, at += size) {
      const set = rows[at], well = sure[at], alone = set & ~well, u = units[t], v = aloneUnits[t];
      if (set) for (let b = 0, carry = 0; b < bits && (carry || (u | v) >> b); b++) {
        const had = sums[b], more = (u >> b & 1 ? well : 0) | (v >> b & 1 ? alone : 0);
        sums[b] = had ^ more ^ carry;
        carry = had & more | had & carry | more & carry;
      }
    }
    for (let b = bits - 1; b >= 0 && even; b--) if (low >> b & 1) even &= sums[b]; else { over |= even & sums[b]; even &= ~sums[b]; }
    if (!(over | even)) continue;
    done[i] |= over | even;
    if (among(over | even, i, each)) return true;
  }
  return false;
}

/** Lists where the qualities of a row's holders stand; holders not looked at yet are now. Gives the row's bonus. */
function gather(pass, row) {
  const { index: { all, tags, carries }, work: { rowHolders }, slate, used, start } = pass, { at, seen, mine, bonus } = slate, tagged = all[7], seek = start || used.length;
  let best = 0, size = 0;
  for (let k = rowHolders.starts[row], stop = rowHolders.starts[row + 1]; k < stop; k++) {
    const holder = rowHolders.list[k];
    if (seek && !seen[holder]) look(pass, holder);
    if (at[holder]) { mine[size++] = at[holder]; if (bonus[holder] > best) best = bonus[holder]; }
  }
  if (tags) for (let t = 0, holder = tagged.first; t < tagged.keys; t++, holder++) if (at[holder] && carries(t, row)) mine[size++] = at[holder];
  slate.size = size;
  return best;
}

/** How much of the query the row that was gathered holds by words and longer chains. */
function heldLong({ slate: { mine, worth, size }, width, weights }) {
  let held = 0;
  for (let t = 0; t < width; t++) for (let k = 0, shift = LONG * width + t; k < size; k++) if (worth[mine[k] + shift]) { held += weights[t]; break; }
  return held;
}

/** Matches a way to type the query; gives a pass, whose rows can be scored. */
function matched(index, tokens, forgiving, less) {
  const work = prepared(index), line = moves(index, tokens, forgiving), width = tokens.length, page = slate(work, index), assumed = index.rows ? ASSUMED : 0;
  openings(page, line);
  const pass = { index, work, slate: page, tokens, width, forgiving, less, weights: [], sum: 0, assumed, known: 0, line, start: null, used: line.used, typed: "", units: [], aloneUnits: [], best: [], total: 0, most: 0, bits: 0, onlySeen: false }, { weights } = pass;
  for (const one of tokens) { pass.typed += one.text; pass.sum += weights[weights.length] = weight(one); }
  matchWords(pass);
  spread(pass);
  const brings = (t, cap) => weights[t] * Math.max(0, Math.ceil((cap - assumed) / 10));
  let least = Infinity;
  for (let t = 0; t < width; t++) {
    const unit = pass.units[t] = brings(t, page.caps[t]), alone = pass.aloneUnits[t] = brings(t, page.aloneCaps[t]), best = pass.best[t] = Math.max(unit, alone);
    pass.total += best;
    if (best < least) least = best;
  }
  pass.most = pass.total + 1 - least;  // more than a row brings that lacks a token
  pass.bits = 32 - Math.clz32(pass.most);
  if (width >= SEVERAL && line.singles.length) {  // does some row hold at least half of what was typed?
    const half = (row) => 2 * mayHold(pass, row) >= pass.sum && (gather(pass, row), 2 * heldLong(pass) >= pass.sum);
    work.one.set(page.full);
    pass.onlySeen = amongFull(pass, half) || reaching(pass, 1, work.one, half);
  }
  return pass;
}

/** How much of the query a row may hold by words and longer chains. */
function mayHold({ slate: { sure }, work: { size }, weights, width }, row) {
  let sum = 0;
  for (let t = 0, at = row >> 5; t < width; t++, at += size) if (sure[at] >> row & 1) sum += weights[t];
  return sum;
}

/** The most points that a row can get whose sum is so large. */
function bound({ sum, less, assumed }, units) { return Math.floor(10 * (10 * units / sum + assumed)) + WHOLE_NAME - less; }

/** Scores a row of a pass and adds it to the scores so far; a row that had none and may be kept is pushed to `found`. */
function scoreRow(pass, row, state, full) {
  const { allowed, found } = state, { index, slate, work, width, weights, sum, less, typed, known, assumed } = pass, { score, worst, own, zh } = index;
  if (allowed && !allowed[row]) return;
  const name = [0, NAME_START, WHOLE_NAME][Math.max(named(own, row, typed), named(zh, row, typed))];
  if (!full) {
    let most = 0;
    for (let t = 0, at = row >> 5; t < width; t++, at += work.size) most += weights[t] * Math.max(assumed, slate.sure[at] >> row & 1 ? slate.caps[t] : slate.rows[at] >> row & 1 ? slate.aloneCaps[t] : 0);
    most = Math.floor(10 * most / sum) + name - less;
    if (most <= score[row] || (!worst[row] && most < state.enough)) return;
  }
  let bonus = gather(pass, row); // of another kind than what follows: a minifier must not read the slate before it is filled
  const { worth, mine, size } = slate, skip = pass.onlySeen && !heldLong(pass) ? LETTERS * width : 0;
  let points = 0, low = 100;
  for (let t = 0; t < width; t++) {
    let q = 0;
    for (let k = 0, shift = skip + t; k < size; k++) { const one = worth[mine[k] + shift]; if (one > q) q = one; }
    points += weights[t] * (q || (known >> t & 1 ? assumed : 0));
    if (q < low) low = q;
  }
  if (!size) return;
  points = Math.floor(10 * points / sum) + bonus + name - less;
  if (points <= 0 || (!low && !worst[row] && points < state.enough)) return;
  if (points > state.best) state.enough = enoughFor(state.best = points);
  if (!score[row]) found.push(row);
  if (points > score[row]) score[row] = points;
  if (low > worst[row]) worst[row] = low;
}

/** Scores those of the others that may yet get enough points, likelier ones first, so that fewer and fewer may. */
function scoreRest(pass, state) {
  const { most, index: { score, worst }, slate: { full: done } } = pass;  // those that may hold all tokens were scored
  let high = most;
  for (;;) {
    let low = high;
    while (low > 1 && bound(pass, low - 1) >= state.enough) low--;
    if (low === high) break;
    low = Math.max(low, Math.min(high - 1, Math.ceil(high * 3 / 4)));
    reaching(pass, low, done, (row) => { scoreRow(pass, row, state, false); });
    high = low;
  }
  if (high > 1) for (const row of state.found.slice()) if (worst[row] && score[row] < bound(pass, high - 1)) scoreRow(pass, row, state, false);  // what holds all by another way is kept, however few its points
}

// ---- answers

function parse(index, query) {
  let text = String(query);
  if (text.length > LONGEST_QUERY) text = Array.from(text.slice(0, 2 * LONGEST_QUERY)).slice(0, LONGEST_QUERY).join("");
  const tokens = [], words = plainWords(text), add = (t, unspaced) => { if (tokens.length < MOST_TOKENS) tokens.push(token(t, unspaced === true)); };
  if (words) words.forEach(add); else cut(index.fold(text), index.classOf, add);
  return { tokens, blank: !tokens.length && /^[ \t\r\n]*$/.test(text) };
}

function token(text, unspaced) {
  let pinyin = !unspaced;
  for (let i = 0; i < text.length && pinyin; i++) pinyin = text.charCodeAt(i) > 96 && text.charCodeAt(i) < 123;
  return { text, unspaced, pinyin };
}

function apart(index, tokens) {
  const found = [];
  tokens.forEach((one, number) => {
    const parts = !one.unspaced && one.text.length >= 5 && !begins(index, one.text) ? takenApart(index, one.text, number === tokens.length - 1) : [];
    found.push(...(parts.length ? parts.map((text) => token(text, false)) : [one]));
  });
  return found.length === tokens.length ? null : found.slice(0, MOST_TOKENS);
}

function tight(text) { return text.includes(" ") ? text.replaceAll(" ", "") : text; }

/** A column's texts as they are compared, spaces aside, with the first letter and the number of characters of each part. */
function tightened(column) {
  const parts = [column.before.folded, column.slotForms.folded, column.after.folded].map((texts) => texts.map(tight));
  return column.tight = [...parts, ...parts.map((texts) => Uint16Array.from(texts, (text) => text.charCodeAt(0) || 0)), ...parts.map((texts) => Uint16Array.from(texts, (text) => [...text].length))];
}

/** Tells how a column's name of a row begins with what was typed: 2 is all of it, 1 begins so, 0 does not. */
function named(column, row, typed) {
  const tight = column.tight ?? tightened(column), p = column.chosen[row];
  if ((tight[3][p] || tight[4][column.slotOf[row]] || tight[5][p]) !== typed.charCodeAt(0)) return 0;
  const name = tight[0][p] + tight[1][column.slotOf[row]] + tight[2][p];
  return name === typed ? 2 : +name.startsWith(typed);
}

/** How many characters a row's name has, spaces aside. */
function nameLength({ own }, row) {
  const tight = own.tight ?? tightened(own), p = own.chosen[row];
  return tight[6][p] + tight[7][own.slotOf[row]] + tight[8][p];
}

/** The score that a row needs if it does not hold every token. */
function enoughFor(best) { return Math.max(250, Math.floor(best * 3 / 4)); }

/** Scores the rows: strictly first; with slips too if few rows hold every token, none of them surely. Gives the rows found. */
function scored(index, { tokens, blank }, allowed, limit) {
  const found = [], { worst } = index;
  if (!tokens.length) { if (blank) for (let row = 0; row < index.count; row++) if (allowed ? allowed[row] : !(index.flags[row] & 2)) { found.push(row); worst[row] = 1; } return found; }
  const ways = [[tokens, 0]], taken = apart(index, tokens), state = { allowed, found, best: 0, enough: enoughFor(0) };
  if (taken) ways.push([taken, APART]);
  const pass = (forgiving) => ways.map(([way, less]) => { const made = matched(index, way, forgiving, less); amongFull(made, (row) => { scoreRow(made, row, state, true); }); return made; });
  let passes = pass(0);
  if (found.reduce((n, row) => n + (worst[row] > 0), 0) < limit && !found.some((row) => worst[row] >= CERTAIN)) {
    passes = [...pass(1), ...passes];
    if (tokens.some(({ pinyin, text }) => pinyin && text.length >= LONG_PINYIN) && !found.some((row) => worst[row] > 0)) passes = [...pass(SLIPPING), ...passes];
  }
  for (const each of passes) { scoreRest(each, state); wipeSlate(each); }
  return found;
}

/** Which rows pass the filters (1 a passing row); null if there are none to pass. A root's rows pass where they say nothing; what closed for good passes none. */
function passing(index, filters) {
  const { district, kind } = filters, tags = filters.tags ?? [], { meta, count, rows } = index;
  if (!district && !kind && !tags.length) return null;
  const allowed = new Uint8Array(count), place = (keys, key) => keys.findIndex(([k]) => k === key);
  const kindAt = place(meta.kinds, kind), districtAt = place(meta.districts, district) + 1, tagsAt = tags.map((t) => place(meta.tags, t));
  if ((kind && kindAt < 0) || (district && !districtAt) || tagsAt.includes(-1)) return allowed;
  const [names, cells] = rows ? [rows[0], rows[0] + rows[1]] : [0, 0];
  for (let row = 0; row < count; row++) if (!(index.flags[row] & 2) && (!kind || index.kind[row] === kindAt || (row >= names && row < cells)) && (!district || index.district[row] === districtAt || row < cells)) allowed[row] = 1;
  if (tagsAt.length && !index.tags) return new Uint8Array(count);
  for (const t of tagsAt) for (let row = cells; row < count; row++) allowed[row] &= index.carries(t, row);
  return allowed;
}

// ---- lazy columns: tags, positions

/** The rows of each tag, from bitmaps over the rows from `first` on; and whether a row carries a tag. */
function tagRows(index, bits, first = 0) {
  const size = (index.count - first + 7) >> 3;
  if (bits.length !== size * index.meta.tags.length) throw corrupt("the tags belong to another core");
  index.carries = (tag, row) => row >= first && bits[tag * size + ((row - first) >> 3)] >> ((row - first) & 7) & 1;
  return index.meta.tags.map((_, tag) => {
    const found = [];
    for (let byte = 0, at = tag * size; byte < size; byte++, at++) for (let b = bits[at], row = first + (byte << 3); b; b >>= 1, row++) if (b & 1) found.push(row);
    return found;
  });
}

function degrees(index, raw) {
  if (raw.length !== index.count * 8) throw corrupt("the positions belong to another core");
  const view = new DataView(raw.buffer, raw.byteOffset, raw.length);
  return Int32Array.from({ length: 2 * index.count }, (_, i) => view.getInt32(i * 4, true));
}

async function lazily(index, file, kind, read) {
  const [stamp, raw] = await load(file, kind, index.base, index.meta.stamp);
  if (lines(stamp)[0] !== index.meta.stamp) throw corrupt(`${file} belongs to another core`);
  return read(index, raw);
}

async function needTags(index) {
  if (index.tags) return;
  index.tags = await lazily(index, "tags.bin", "T", tagRows);
  index.work?.pairRows.clear();  // they lack the rows of tags
}

async function needWhere(index) { index.where ??= await lazily(index, "where.bin", "W", degrees); }

// ---- the order of rows

/** How far a row is from a position, squared, in 1e-9 degrees of latitude; -1 if nobody knows. */
function distance({ where, count }, row, near) {
  const lat = where[row], lon = where[count + row];
  if (lat === NOWHERE || lon === NOWHERE) return -1;
  const dy = (lat - near.lat) * 10000, dx = (lon - near.lon) * near.across;
  return dy * dy + dx * dx;
}

/** Doubling rings of distance, the first about 250 m; places in one ring count as equally far. */
function ring(squared) { let n = 0; for (let edge = NEAREST; squared >= edge && n < FARTHEST; edge *= 4) n++; return n; }

/** By match, then open before closed for good, nearer rings, fresh before stale, nearer, shorter name, order in the file. */
function ranked(parts, limit, near) {
  const best = [], keys = [];
  const compare = (a, b) => { for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return a[k] - b[k]; return 0; };
  parts.forEach(({ index, found }, part) => {
    for (const row of found) {
      const score = index.score[row];
      if (best.length === limit && (!limit || -score > keys[limit - 1][0])) continue;
      const far = near && index.where ? distance(index, row, near) : -1, key = [-score, index.flags[row] >> 1 & 1, far < 0 ? FARTHEST + 1 : ring(far), index.flags[row] & 1, Math.max(0, far), nameLength(index, row), part, row];
      let at = best.length;
      while (at && compare(key, keys[at - 1]) < 0) at--;
      if (at >= limit) continue;
      best.splice(at, 0, { index, row, score, far }); keys.splice(at, 0, key);
      if (best.length > limit) { best.pop(); keys.pop(); }
    }
  });
  return best;
}

function hit({ index, row, score }) {
  const { meta, tags, where, count, flags } = index, angle = (at) => (where[at] === NOWHERE ? null : where[at] / 1e5);
  return {
    id: idOf(index, row), score, name: textOf(index, index.own, row), name_zh: textOf(index, index.zh, row), kind: meta.kinds[index.kind[row]][0],
    district: index.district[row] ? meta.districts[index.district[row] - 1][0] : "", stale: (flags[row] & 1) > 0, closed: (flags[row] & 2) > 0,
    tags: tags && meta.tags.filter((_, t) => index.carries(t, row)).map(([key]) => key), lat: where && angle(row), lon: where && angle(count + row),
  };
}

/** How many of the rows found are of each kind and district, and carry each tag (null while the tags are not loaded). */
function facets(parts) {
  const add = (to, key) => { to[key] = (to[key] ?? 0) + 1; }, found = { kinds: {}, districts: {}, tags: parts.every(({ index }) => index.tags) ? {} : null };
  for (const { index, found: rows } of parts) {
    const { meta, kind, district, tags, count } = index, listed = new Uint8Array(count);
    for (const row of rows) { listed[row] = 1; add(found.kinds, meta.kinds[kind[row]][0]); if (district[row]) add(found.districts, meta.districts[district[row] - 1][0]); }
    if (found.tags) meta.tags.forEach(([key], t) => { for (const row of tags[t]) if (listed[row]) add(found.tags, key); });
  }
  return found;
}

/** What `marks` of search-shown.js asks about a query. */
function told(index, tokens) {
  const lines = [], last = tokens.at(-1);
  return {
    tokens, fold: index.fold, classOf: index.classOf, forgiving: SLIPPING,
    isNear: (word, one) => slipsAllowed(one.text) > 0 && nearWords(index, one.text, one === last).some((w, k) => k % 2 === 0 && w === index.wordIds.get(word)),
    chains: (chars, forgiving) => {
      const line = lines[forgiving] ??= moves(index, tokens, forgiving), runChars = [...chars.map(index.numberAt), 0], pairs = [];
      for (let begin = 0; begin < chars.length; begin++) if (line.starts.some((may, start) => may && walk({ runChars }, line, [], start, begin, 0))) { pairs.push([begin, way.end]); begin = way.end - 1; }
      return pairs;
    },
  };
}

// ---- what the page calls

const opened = new Map();
let settings = { language: undefined, base: new URL("./", import.meta.url).href };

/** Reads a core, or the root of an index in shards. */
async function readIndex(language, base) {
  const sections = await load(`core.${language}.bin`, "CR", base), tables = readMeta(sections[0]), { rows, count } = tables.meta;
  const index = Object.assign(readColumns(sections.slice(1), rows ? rows[0] + rows[1] + rows[2] : count, tables), { base, rows });
  if (rows) {
    index.tags = tagRows(index, sections[22], rows[0] + rows[1]);
    index.shards = new Map();
    let end = 0;
    index.ends = Array.from(numbers(sections[23]), (n) => (end += n));
  }
  setTimeout(() => { prepared(index); triples(index); spelt(index); });  // before the first key, while nobody waits
  return index;
}

async function readShard(root, number) {
  const { meta, han, fold, classOf, classes } = root, sections = await load(`shard.${meta.language}.${number}.bin`, "S", root.base, meta.stamp), [stamp, count] = lines(sections[0]);
  if (stamp !== meta.stamp) throw corrupt("a shard belongs to another root");
  const shard = readColumns(sections.slice(1), +count, { meta, han, fold, classOf, classes });
  return Object.assign(shard, { tags: tagRows(shard, sections[22]), where: degrees(shard, sections[23]) });
}

function shardAt(root, number) {
  const { shards } = root;
  if (!shards.has(number)) shards.set(number, readShard(root, number).catch((error) => { shards.delete(number); throw error; }));
  return shards.get(number);
}

/** The shards that the best digests lie in; where there are filters, cells that hold every token go first. */
function chosen(root, asked, filters, limit) {
  const { score, worst, rows, ends } = root, found = scored(root, asked, passing(root, filters), limit), firstCell = rows[0] + rows[1], enough = enoughFor(bestOf([{ index: root, found }]));
  let kept = found.filter((row) => worst[row] || score[row] >= enough);
  const cells = filters.district || filters.kind || filters.tags?.length ? kept.filter((row) => row >= firstCell && worst[row]) : [];
  if (cells.length) kept = cells;
  const shardOf = (row) => { let low = 0, high = ends.length; while (low < high) { const middle = (low + high) >> 1; if (ends[middle] <= row) low = middle + 1; else high = middle; } return low; };
  const shards = [];
  while (shards.length < MOST_SHARDS) {
    let best = -1;
    for (const row of kept) if ((best < 0 || score[row] > score[best] || (score[row] === score[best] && row < best)) && !shards.includes(shardOf(row))) best = row;
    if (best < 0) break;
    shards.push(shardOf(best));
  }
  wipe([{ index: root, found }]);
  return shards;
}

function open(language) {
  const key = `${settings.base} ${language}`;
  if (!opened.has(key)) opened.set(key, readIndex(language, settings.base).catch((error) => { opened.delete(key); throw error; }));
  return opened.get(key);
}

/** Loads the core of a language; `base` is the address of the folder with the index files, by default this module's own. */
export async function init({ language, base } = {}) {
  const mine = settings = { language, base: base ? new URL(base, globalThis.location?.href ?? import.meta.url).href : settings.base }, index = await open(language);
  mine.index = index;  // at hand for the next question, which need not wait a turn for it
}

function bestOf(parts) {
  let best = 0;
  for (const { index, found } of parts) for (const row of found) if (index.score[row] > best) best = index.score[row];
  return best;
}

function wipe(parts) { for (const { index, found } of parts) for (const row of found) index.score[row] = index.worst[row] = 0; }

/** Scores the parts and gives what is kept of them, each venue once: the scores stand in the parts until they are wiped. */
function keep(parts) {
  const enough = enoughFor(bestOf(parts)), seen = new Set();
  return parts.map(({ index, found }, part) => {
    const rows = found.filter((row) => (index.worst[row] || index.score[row] >= enough) && !(part && seen.has(idOf(index, row))));
    if (parts.length > 1) for (const row of rows) seen.add(idOf(index, row));
    return { index, found: rows };
  });
}

/** Calls a loader; a file that cannot be had is counted, and the answer goes on without it. */
async function tolerant(state, loading) { try { return await loading; } catch { state.lost++; return null; } }

/**
 * Gives {hits, total, facets, lost}, best first. `details` also loads tags and positions for the rows, `marks` (of search-shown.js) where
 * names hold the query, `counted` the facets (of tags only where their file is small or was loaded), `near` is the reader's {lat, lon} in degrees; `lost` files could not be had.
 */
export async function answer(query, { language = settings.language, limit = 10, filters, details = false, marks, counted = false, near } = {}) {
  const root = (language === settings.language && settings.index) || await open(language), asked = parse(root, query), state = { lost: 0 };
  filters ??= {};
  near &&= { lat: Math.floor(near.lat * 1e5 + 0.5), lon: Math.floor(near.lon * 1e5 + 0.5), across: Math.floor(Math.cos(near.lat * Math.PI / 180) * 10000 + 0.5) };
  const indexes = root.rows ? (await Promise.all(chosen(root, asked, filters, limit).map((n) => tolerant(state, shardAt(root, n))))).filter(Boolean) : [root];
  if (!root.rows && (details || counted || near || filters.tags?.length)) await Promise.all([(details || filters.tags?.length || (counted && root.count <= COUNTED)) && tolerant(state, needTags(root)), (details || near) && tolerant(state, needWhere(root))]);
  const score = () => { root.wantsTags = false; return indexes.map((index) => ({ index, found: scored(index, asked, passing(index, filters), limit) })); };
  let parts = score();
  if (root.wantsTags && !root.rows && !root.tags) {  // a word may be a property's: that is known once the tags are there
    wipe(parts);
    await tolerant(state, needTags(root));
    parts = score();
  }
  try {
    const kept = keep(parts), hits = ranked(kept, Math.max(0, limit), near).map(hit);
    const about = marks && told(root, asked.tokens);
    if (marks) for (const h of hits) { h.marks = marks(h.name, about); h.marks_zh = marks(h.name_zh, about); }
    return { hits, total: kept.reduce((n, { found }) => n + found.length, 0), facets: counted ? facets(kept) : null, lost: state.lost };
  } finally { wipe(parts); }
}

/** Gives the best hits: [{ id, score, name, name_zh, kind, district, stale, closed, tags, lat, lon }]; the last three null until loaded. */
export async function search(query, options) { return (await answer(query, options)).hits; }

/** Gives a text as it is compared: for tests, and for a page that wants to compare as the engine does. */
export async function folded(text, language = settings.language) { return (await open(language)).fold(String(text)); }
