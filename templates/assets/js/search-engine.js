// Answers from the static index of the directory: no dependency, no server. The files are described byte by byte in
// directory/search/format.py, which writes them; directory/search/index.py gives the same answers with the same scores.

const CORE_SECTIONS = 22, LAZY_SECTIONS = 2, VERSION = 1, LARGEST_SECTION = 1 << 26, NOWHERE = 0x7fffffff;
const SLOT = "\x1f", PINYIN = "\x01", SAME = "\x02", TRADITIONAL = "\x03";
const NAME = 0, OTHER = 1, KIND = 2, DISTRICT = 3, TAG = 4, ADDRESS = 5, FIELD_QUALITY = [100, 97, 93, 94, 93, 85];
const SLIP = 18, FIRST_LETTER = 6, LONGEST_SLIPPED = 31;
const UNFINISHED = 8, UNUSUAL = 3, BLURRED = 8, SAME_SOUND = 24, NEAR_SOUND = 30, DEAREST = 40, LONGEST_SYLLABLE = 6;
const LONGEST_QUERY = 100, MOST_TOKENS = 24, JOINED = 6, JOINED_OPEN = 12, APART = 30, TAG_LIMIT = 20, CERTAIN = 80;
const WIDTH = 2048;  // more than a query has units: folding makes at most 18 of one character
const WHOLE_NAME = 40, NAME_START = 15, WHOLE_RUN = 20, RUN_START = 8, CLOSED = 150, STALE = 2;

// ---- files

const utf8 = new TextDecoder();
let crcTable;

function crc32(bytes) {
  crcTable ??= Int32Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1; return n; });
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ crcTable[(crc ^ bytes[i]) & 255];
  return ~crc >>> 0;
}

function corrupt(why) { return new Error(`search index: ${why}`); }

async function inflate(bytes, size) {
  if (size > LARGEST_SECTION) throw corrupt("a section is larger than any index");
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const raw = new Uint8Array(await new Response(stream).arrayBuffer().catch(() => { throw corrupt("a section cannot be unpacked"); }));
  if (raw.length !== size) throw corrupt("a section has another length than declared");
  return raw;
}

function unpack(kind, data, count) {
  if (utf8.decode(data.subarray(0, 4)) !== "CDSI") throw corrupt("not an index file");
  if (data.length < 11 || data[4] !== VERSION || data[5] !== kind.charCodeAt(0)) throw corrupt("another kind or version");
  const body = data.subarray(10);
  if (crc32(body) !== (data[6] | data[7] << 8 | data[8] << 16 | data[9] << 24) >>> 0) throw corrupt("cut short or altered");
  let at = 0;
  const leb128 = () => {
    for (let n = 0, shift = 0; shift < 35 && at < body.length; shift += 7) {
      const byte = body[at++];
      n += (byte & 127) * 2 ** shift;
      if (byte < 128) return n;
    }
    throw corrupt("a number is cut short");
  };
  if (leb128() !== count) throw corrupt("another number of sections");
  const sizes = Array.from({ length: count }, () => [leb128(), leb128()]);
  return Promise.all(sizes.map(([raw, small]) => inflate(body.subarray(at, at += small), raw)));
}

async function load(file, kind, count, base, stamp) {
  const url = new URL(file, base);
  if (stamp) url.searchParams.set("v", stamp);  // so that a cached file of an older core is not taken
  const response = await fetch(url);
  if (!response.ok) throw corrupt(`${file} is not there (${response.status})`);
  return unpack(kind, new Uint8Array(await response.arrayBuffer()), count);
}

function lines(bytes) { const found = utf8.decode(bytes).split("\n"); found.pop(); return found; }

function numbers(bytes) { const half = bytes.length >> 1; return Uint16Array.from({ length: half }, (_, i) => bytes[i] | bytes[half + i] << 8); }

// ---- Han characters

function hanTable(meta) {
  const chars = [...meta.chars], readings = new Map(chars.map((c, i) => [c, meta.readings[i].split("/")]));
  const pairs = (text) => { const all = [...text], map = new Map(); for (let i = 0; i < all.length; i += 2) map.set(all[i], all[i + 1]); return map; };
  const group = (key) => {
    const found = new Map();
    for (const [char, all] of readings) for (const k of new Set(all.map(key))) found.has(k) ? found.get(k).push(char) : found.set(k, [char]);
    return found;
  };
  return { readings, variants: pairs(meta.variants), traditional: pairs(meta.traditional), byReading: group((r) => r), byBlurred: group(blur), common: meta.common };
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

function filled(mark, source, han) {
  if (mark === SAME) return source;
  if (mark === TRADITIONAL) return Array.from(source, (c) => han.traditional.get(c) ?? c).join("");
  if (mark !== PINYIN) return mark;
  const word = Array.from(source, (c) => han.readings.get(c)[0]).join("").replaceAll("v", "ü");
  return word[0].toUpperCase() + word.slice(1);
}

// ---- folding

const WORD = 1, UNSPACED = 2, INNER = 4, VARIANT = 8;

function folder(table, variants) {
  const classes = new Uint8Array(0x32400), letters = new Map(Object.entries(table.letters));
  for (const [name, bit] of [["word", WORD], ["unspaced", UNSPACED], ["inner", INNER]]) for (const [low, high] of table[name]) for (let c = low; c <= high; c++) classes[c] |= bit;
  for (const [low, high] of table.drop) for (let c = low; c <= high; c++) letters.has(String.fromCharCode(c)) || letters.set(String.fromCharCode(c), "");
  for (const [low, high, by] of table.shift) for (let c = low; c <= high; c++) letters.has(String.fromCharCode(c)) || letters.set(String.fromCharCode(c), String.fromCharCode(c + by));
  for (const c of variants.keys()) classes[c.codePointAt(0)] |= VARIANT;
  const classOf = (char) => classes[char.codePointAt(0)] ?? 0;
  const fold = (text) => {
    if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase().replace(/[^0-9a-z]/g, " ");
    if (/^[ 0-9\u4e00-\u9fff]*$/.test(text)) {  // nothing to normalise
      for (let i = 0; i < text.length; i++) if (classes[text.charCodeAt(i)] & VARIANT) return Array.from(text, (c) => variants.get(c) ?? c).join("");
      return text;
    }
    let mapped = "";
    for (const c of text.normalize("NFKD").toLowerCase().normalize("NFKD")) mapped += letters.get(c) ?? c;
    let folded = "";
    for (const c of mapped.normalize("NFC")) folded += classOf(c) & WORD ? variants.get(c) ?? c : " ";
    return folded;
  };
  return { fold, classOf };
}

/** Cuts folded text into tokens; `each(text, unspaced, joined)` tells whether a unit follows another without a gap. */
function cut(folded, classOf, each) {
  if (/^[ 0-9a-z]*$/.test(folded)) { for (const word of folded.split(" ")) if (word) each(word, false, false); return; }
  let word = "", joined = false;
  for (const c of folded + " ") {
    const unspaced = c !== " " && (classOf(c) & UNSPACED) > 0;
    if (c !== " " && !unspaced) { word += c; continue; }
    if (word) { each(word, false, false); word = ""; joined = false; }
    if (unspaced) each(c, true, joined);
    joined = unspaced;
  }
}

// ---- reading a core

/** Numbers written as their places among those their context had before, the latest first. */
function recall(written, contexts) {
  const seen = new Map(), values = new Uint16Array(contexts.length);
  for (let i = 0, next = contexts.length; i < contexts.length; i++) {
    let had = seen.get(contexts[i]);
    if (!had) seen.set(contexts[i], had = []);
    const place = written[i];
    had.unshift(place === had.length ? written[next++] : had.splice(place, 1)[0]);
    values[i] = had[0];
  }
  return values;
}

function readTexts(sections, sources, han) {
  const patterns = lines(sections[0]).map((p) => p.split(SLOT)), slots = lines(sections[2]);
  let chosen = numbers(sections[1]);
  if (sources) {
    chosen = recall(chosen, sources.chosen);
    for (let i = 0; i < slots.length; i++) if (slots[i] < "\x04" && slots[i]) slots[i] = filled(slots[i], sources.slots[i], han);
  }
  if (chosen.length !== slots.length || chosen.some((p) => !patterns[p])) throw corrupt("columns do not fit each other");
  return { slots, chosen, texts: slots.map((slot, i) => patterns[chosen[i]][0] + slot + patterns[chosen[i]][1]) };
}

async function readCore(language, base) {
  const core = await load(`core.${language}.bin`, "C", CORE_SECTIONS, base);
  const meta = JSON.parse(utf8.decode(core[0])), han = hanTable(meta.han), count = meta.count;
  const shared = numbers(core[1]), ids = lines(core[2]);
  for (let i = 1; i < count; i++) ids[i] = ids[i - 1].slice(0, shared[i]) + ids[i];
  const zh = readTexts(core.slice(3, 6), null, han), own = readTexts(core.slice(6, 9), zh, han);
  const counts = numbers(core[9]), sources = { slots: [], chosen: [] };
  counts.forEach((n, i) => { for (let k = 0; k < n; k++) { sources.slots.push(zh.slots[i]); sources.chosen.push(zh.chosen[i]); } });
  const addressZh = readTexts(core.slice(16, 19), null, han);
  const index = {
    base, meta, han, count, ids, names: own.texts, namesZh: zh.texts, counts, others: readTexts(core.slice(10, 13), sources, han).texts,
    addresses: readTexts(core.slice(13, 16), addressZh, han).texts, addressesZh: addressZh.texts,
    kind: recall(numbers(core[19]), zh.chosen), district: numbers(core[20]), flags: numbers(core[21]), tags: null, where: null,
    ...folder(meta.folding, han.variants),
  };
  if (ids.length !== count || own.texts.length !== count) throw corrupt("columns do not fit each other");
  return Object.assign(index, vocabulary(index));
}

/** Words and runs with the places they stand in (entry * 8 + field), and the keys whose words they are (key * 8 + field). */
function vocabulary(index) {
  const words = new Map(), runs = new Map(), compact = [], compactZh = [], lengths = new Uint16Array(index.count);
  const add = (map, piece, list, place) => {
    let entry = map.get(piece);
    if (!entry) map.set(piece, entry = { entries: [], keys: [] });
    const to = entry[list];
    if (to[to.length - 1] !== place) to.push(place);
  };
  const file = (folded, list, place) => {
    if (/^[\u4e00-\u9fff]+$/.test(folded)) { add(runs, folded, list, place); return; }
    let run = "";
    cut(folded, index.classOf, (text, unspaced, joined) => {
      if (run && !joined) { add(runs, run, list, place); run = ""; }
      if (unspaced) run += text; else add(words, text, list, place);
    });
    if (run) add(runs, run, list, place);
  };
  for (let i = 0, o = 0; i < index.count; i++) {
    const name = index.fold(index.names[i]), zh = index.names[i] === index.namesZh[i] ? name : index.fold(index.namesZh[i]);
    compact.push(name.replaceAll(" ", "")); compactZh.push(zh.replaceAll(" ", ""));
    lengths[i] = /[\ud800-\udfff]/.test(compact[i]) ? [...compact[i]].length : compact[i].length;
    file(name, "entries", i * 8 + NAME);
    if (zh !== name) file(zh, "entries", i * 8 + NAME);
    for (let k = 0; k < index.counts[i]; k++) file(index.fold(index.others[o++]), "entries", i * 8 + OTHER);
    file(index.fold(index.addresses[i]), "entries", i * 8 + ADDRESS);
    if (index.addresses[i] !== index.addressesZh[i]) file(index.fold(index.addressesZh[i]), "entries", i * 8 + ADDRESS);
  }
  for (const [field, keys] of [[KIND, index.meta.kinds], [DISTRICT, index.meta.districts], [TAG, index.meta.tags]])
    keys.forEach(([, labels], k) => { for (const label of labels) file(index.fold(label), "keys", k * 8 + field); });
  const sorted = [...words.keys()].sort((a, b) => (a < b ? -1 : 1)), starts = new Int32Array(sorted.length);
  for (let i = 0, at = 1; i < sorted.length; at += sorted[i++].length + 1) starts[i] = at;
  const members = { [KIND]: index.meta.kinds.map(() => []), [DISTRICT]: index.meta.districts.map(() => []), [TAG]: null };
  for (let i = 0; i < index.count; i++) { members[KIND][index.kind[i]].push(i); if (index.district[i]) members[DISTRICT][index.district[i] - 1].push(i); }
  return { words: sorted, places: sorted.map((w) => words.get(w)), wordSet: words, text: `\n${sorted.join("\n")}\n`, starts, members, compact, compactZh, lengths,
    ...runTable(runs, index.han), quality: new Int16Array(index.count), bonus: new Int16Array(index.count), seen: new Uint8Array(index.count) };
}

/** Runs as numbered characters end to end, with the initials of each character as a set of 26 bits. */
function runTable(runs, han) {
  const numbered = new Map(), runChars = [], runStarts = [0], runPlaces = [];
  for (const [run, place] of runs) {
    for (const c of run) { let n = numbered.get(c); if (n === undefined) numbered.set(c, n = numbered.size); runChars.push(n); }
    runStarts.push(runChars.length); runPlaces.push(place);
  }
  const initials = Int32Array.from(numbered.keys(), (c) => (han.readings.get(c) ?? []).reduce((bits, r) => bits | 1 << (r.charCodeAt(0) - 97), 0));
  let longest = 0;
  for (let i = 1; i < runStarts.length; i++) longest = Math.max(longest, runStarts[i] - runStarts[i - 1]);
  const runInitials = Int32Array.from(runChars, (n) => initials[n]);
  return { numbered, pass: 0, walked: new Uint32Array((longest + 1) * WIDTH), runChars: Uint16Array.from(runChars), runStarts: Int32Array.from(runStarts), runPlaces, runInitials };
}

async function needTags(index) {
  if (index.tags) return;
  const [stamp, bits] = await load("tags.bin", "T", LAZY_SECTIONS, index.base, index.meta.stamp), size = (index.count + 7) >> 3;
  if (lines(stamp)[0] !== index.meta.stamp || bits.length !== size * index.meta.tags.length) throw corrupt("tags.bin belongs to another core");
  const carries = (tag, i) => bits[tag * size + (i >> 3)] >> (i & 7) & 1;
  index.members[TAG] = index.meta.tags.map((_, tag) => { const found = []; for (let i = 0; i < index.count; i++) if (carries(tag, i)) found.push(i); return found; });
  index.tags = carries;
}

async function needWhere(index) {
  if (index.where) return;
  const [stamp, raw] = await load("where.bin", "W", LAZY_SECTIONS, index.base, index.meta.stamp);
  if (lines(stamp)[0] !== index.meta.stamp || raw.length !== index.count * 8) throw corrupt("where.bin belongs to another core");
  const view = new DataView(raw.buffer, raw.byteOffset);
  index.where = (i) => { const degrees = view.getInt32(i * 4, true); return degrees === NOWHERE ? null : degrees / 1e5; };
}

// ---- words

function slipsAllowed(word) { return word.length > LONGEST_SLIPPED || /[0-9]/.test(word) ? 0 : word.length < 4 ? 0 : word.length < 7 ? 1 : 2; }

/** The first place in the sorted words that is not before `typed`; the words that begin with it follow. */
function lowerBound(words, typed) {
  let low = 0, high = words.length;
  while (low < high) { const middle = (low + high) >> 1; if (words[middle] < typed) low = middle + 1; else high = middle; }
  return low;
}

function begins(index, typed) { const i = lowerBound(index.words, typed); return i < index.words.length && index.words[i].startsWith(typed); }

/** Calls `each(word number, cost)` for the words that a typed word fits without slips: whole, as a beginning, inside. */
function fitting(index, typed, last, each) {
  const { words, text, starts } = index, number = /^[0-9]+$/.test(typed), open = last || (!number && typed.length >= 3);
  for (let i = lowerBound(words, typed); i < words.length && words[i].startsWith(typed); i++) {
    if (words[i] === typed) each(i, 0); else if (open) each(i, number ? 10 : last ? 8 : 12); else break;
  }
  if (number || typed.length < 3) return;
  const cost = index.classOf(typed) & INNER ? 8 : 25;
  for (let at = text.indexOf(typed); at >= 0;) {
    let low = 0, high = starts.length;
    while (high - low > 1) { const middle = (low + high) >> 1; if (starts[middle] <= at) low = middle; else high = middle; }
    if (starts[low] !== at) each(low, cost);
    at = text.indexOf(typed, starts[low] + words[low].length);
  }
}

const positions = new Int32Array(0x10000);  // bits of a letter's positions in the typed word; wiped after use

/** Calls `each(word number, cost)` for the words near a typed one (Hyyrö's bit-parallel automaton, optimal string alignment). */
function slipping(index, typed, last, each) {
  const allowed = slipsAllowed(typed), length = typed.length, shortest = Math.max(2, length - allowed), top = 1 << length - 1;
  for (let i = 0; i < length; i++) positions[typed.charCodeAt(i)] |= 1 << i;
  for (let w = 0; w < index.words.length; w++) {
    const word = index.words[w], size = word.length;
    if (size < shortest) continue;
    const first = word.charCodeAt(0);
    if (first >= 48 && first <= 57) continue;
    let up = -1, down = 0, same = 0, before = 0, distance = length, nearest = length;
    const end = Math.min(size, length + allowed + 1);  // further letters can bring neither the whole word nor a beginning nearer
    for (let k = 0; k < end; k++) {
      const here = positions[word.charCodeAt(k)], swapped = (~same & here) << 1 & before;
      same = ((here & up) + up ^ up) | here | down | swapped;
      let right = down | ~(same | up), left = same & up;
      if (right & top) distance++; else if (left & top) distance--;
      if (distance < nearest) nearest = distance;
      right = right << 1 | 1; left <<= 1;
      up = left | ~(same | right); down = right & same; before = here;
    }
    if (nearest > allowed) continue;
    let cost = SLIP * nearest + (last ? 8 : 16);
    if (end === size && distance <= allowed && SLIP * distance < cost) cost = SLIP * distance;
    each(w, cost + (typed.charCodeAt(0) === first ? 0 : FIRST_LETTER));
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
    if (index.wordSet.has(part) || (last && end === typed.length && begins(index, part))) best[start] = [part, ...best[end]];
  }
  return best[0] && best[0].length > 1 ? best[0] : [];
}

// ---- chains through Han runs

const isPinyin = (token) => !token.unspaced && /^[a-z]+$/.test(token.text);

/** A query as one line of units, and the steps along it that each numbered character allows: [position][..end, cost]. */
function moves(index, tokens, forgiving) {
  const { han, numbered } = index, starts = new Map(), ends = new Map(), steps = [];
  let size = 0;
  const allow = (char, start, end, cost) => {
    const n = numbered.get(char);
    if (n === undefined) return;
    const list = (steps[n] ??= [])[start] ??= [], at = list.findIndex((e, i) => i % 2 === 0 && e === end);
    if (at < 0) list.push(end, cost); else if (cost < list[at + 1]) list[at + 1] = cost;
  };
  const all = (chars, start, end, cost) => { for (const c of chars ?? []) allow(c, start, end, cost); };
  tokens.forEach((token, number) => {
    const start = size, finish = start + (token.unspaced ? 1 : token.text.length), lastToken = number === tokens.length - 1;
    size = finish;
    starts.set(start, number); ends.set(finish, number);
    if (token.unspaced) {
      allow(token.text, start, finish, 0);
      if (forgiving) for (const r of readingsOf(token.text, han)) { for (const c of han.byReading.get(r) ?? []) allow(c, start, finish, han.readings.get(c)[0] === r ? SAME_SOUND : NEAR_SOUND); all(han.byBlurred.get(blur(r)), start, finish, NEAR_SOUND); }
    } else if (isPinyin(token)) for (let at = start; at < finish; at++) for (let end = at + 1; end <= Math.min(at + LONGEST_SYLLABLE, finish); end++) {
      const typed = token.text.slice(at - start, end - start);
      for (const c of han.byReading.get(typed) ?? []) allow(c, at, end, han.readings.get(c)[0] === typed ? 0 : UNUSUAL);
      if (lastToken && end === finish) for (const [reading, chars] of han.byReading) if (reading.startsWith(typed)) all(chars, at, end, UNFINISHED);
      if (forgiving) all(han.byBlurred.get(blur(typed)), at, end, BLURRED);
    }
  });
  return { steps, starts, ends, size };
}

/** Calls `each(run number, chain)` for the chains of every run; a start inside a chain already walked is not walked again. */
function chains(index, query, each) {
  const { steps, starts, ends, size } = query, { runChars, runStarts } = index, isEnd = new Uint8Array(size + 1);
  for (const end of ends.keys()) isEnd[end] = 1;
  const startable = new Uint8Array(index.numbered.size), from = [], walked = index.walked;
  steps.forEach((list, n) => { from[n] = []; list.forEach((_, p) => { if (starts.has(p)) { from[n].push(p); startable[n] = 1; } }); });
  for (let run = 0; run + 1 < runStarts.length; run++) {
    const first = runStarts[run], beyond = runStarts[run + 1];
    let pass = 0;  // marks of this run in `walked`; none are wiped, since the next run takes another number
    for (let begin = first; begin < beyond; begin++) {
      if (!startable[runChars[begin]]) continue;
      pass ||= ++index.pass;
      for (const start of from[runChars[begin]]) {
        if (walked[(begin - first) * WIDTH + start] === pass) continue;
        let front = [start, 0], at = begin, reached = -1, cost = 0, end = 0;
        while (front.length && at < beyond) {
          const allowed = steps[runChars[at++]], after = [];
          if (allowed) for (let f = 0; f < front.length; f += 2) {
            const list = allowed[front[f]];
            if (list) for (let k = 0; k < list.length; k += 2) {
              const total = front[f + 1] + list[k + 1];
              let a = 0;
              while (a < after.length && after[a] !== list[k]) a += 2;
              if (a === after.length) after.push(list[k], total); else if (total < after[a + 1]) after[a + 1] = total;
            }
          }
          for (let a = 0; a < after.length; a += 2) {
            walked[(at - first) * WIDTH + after[a]] = pass;
            if (isEnd[after[a]] && (after[a] > reached || (after[a] === reached && after[a + 1] < cost))) { reached = after[a]; cost = after[a + 1]; end = at; }
          }
          front = after;
        }
        if (reached >= 0) each(run, starts.get(start), ends.get(reached), cost, begin - first, end - first, end === beyond);
      }
    }
  }
}

function initialsAt(index, run, letters) {
  const { runStarts, runInitials } = index, stop = runStarts[run + 1] - letters.length, first = letters[0];
  for (let begin = runStarts[run]; begin <= stop; begin++) {
    if (!(runInitials[begin] & first)) continue;
    let k = 1;
    while (k < letters.length && runInitials[begin + k] & letters[k]) k++;
    if (k === letters.length) return begin - runStarts[run];
  }
  return -1;
}

// ---- one pass over everything: the quality of each token in each entry

function match(index, tokens, forgiving) {
  const width = tokens.length, size = index.count * width, { bonus, seen } = index, touched = [];
  if (index.quality.length < size) index.quality = new Int16Array(size); else index.quality.fill(0, 0, size);
  bonus.fill(0); seen.fill(0);
  const quality = index.quality, board = { tokens, quality, bonus, touched, wantsTags: false };
  const credit = (entry, first, last, points) => {
    if (!seen[entry]) { seen[entry] = 1; touched.push(entry); }
    for (let at = entry * width + first, stop = entry * width + last; at <= stop; at++) if (quality[at] < points) quality[at] = points;
  };
  const put = (place, first, last, cost, tags) => {
    for (const e of place.entries) credit(e >> 3, first, last, Math.max(1, FIELD_QUALITY[e & 7] - cost));
    for (const k of place.keys) {
      const field = k & 7;
      if (field === TAG && !tags) continue;
      if (!index.members[field]) { board.wantsTags = true; continue; }
      for (const entry of index.members[field][k >> 3]) credit(entry, first, last, Math.max(1, FIELD_QUALITY[field] - cost));
    }
  };
  tokens.forEach(({ text, unspaced }, number) => {
    if (unspaced) return;
    const last = number === width - 1, fits = new Set();
    const each = (w, cost) => put(index.places[w], number, number, cost, cost <= TAG_LIMIT && text.length >= 3);
    fitting(index, text, last, (w, cost) => { fits.add(w); each(w, cost); });
    if (forgiving && slipsAllowed(text)) slipping(index, text, last, (w, cost) => fits.has(w) || each(w, cost));
  });
  matchJoined(index, tokens, put);
  matchRuns(index, tokens, forgiving, put, bonus);
  tokens.forEach((token, number) => { if (isPinyin(token) && token.text.length >= 2) matchInitials(index, token.text, number, credit); });
  return board;
}

function matchJoined(index, tokens, put) {
  for (let first = 0; first < tokens.length; first++) for (let last = first + 1; last < Math.min(first + 3, tokens.length); last++) {
    const span = tokens.slice(first, last + 1), typed = span.map((t) => t.text).join("");
    if (span.some((t) => t.unspaced) || typed.length < 4) continue;
    for (let i = lowerBound(index.words, typed); i < index.words.length && index.words[i].startsWith(typed); i++) {
      if (index.words[i] === typed) put(index.places[i], first, last, JOINED, false);
      else if (last === tokens.length - 1) put(index.places[i], first, last, JOINED_OPEN, false);
      else break;
    }
  }
}

function matchRuns(index, tokens, forgiving, put, bonus) {
  chains(index, moves(index, tokens, forgiving), (run, first, last, cost, begin, end, toEnd) => {
    const pinyin = !tokens[first].unspaced, whole = last - first + 1 === tokens.length, units = end - begin;
    const short = units === 1 ? (whole ? (pinyin ? 25 : 5) : 30) : units === 2 ? (whole ? (pinyin ? 5 : 0) : 12) : 0;
    put(index.runPlaces[run], first, last, Math.min(DEAREST, Math.ceil(cost / units)) + (pinyin ? 3 : 0) + short, units > 1);
    if (begin === 0 && whole) for (const e of index.runPlaces[run].entries) if ((e & 7) === NAME) bonus[e >> 3] = Math.max(bonus[e >> 3], toEnd ? WHOLE_RUN : RUN_START);
  });
}

function matchInitials(index, typed, number, credit) {
  const letters = Array.from(typed, (c) => 1 << (c.charCodeAt(0) - 97));
  for (let run = 0; run < index.runPlaces.length; run++) {
    const begin = initialsAt(index, run, letters);
    if (begin < 0 || (letters.length === 2 && begin > 0)) continue;
    const cost = letters.length === 2 ? 40 : begin > 0 ? 26 : 22;
    for (const e of index.runPlaces[run].entries) if ((e & 7) === NAME || (e & 7) === OTHER) credit(e >> 3, number, number, FIELD_QUALITY[e & 7] - cost);
  }
}

// ---- answers

function parse(index, query) {
  const text = Array.from(String(query).slice(0, 2 * LONGEST_QUERY)).slice(0, LONGEST_QUERY).join(""), tokens = [];
  cut(index.fold(text), index.classOf, (t, unspaced) => { if (tokens.length < MOST_TOKENS) tokens.push({ text: t, unspaced }); });
  return { tokens, blank: /^[ \t\r\n]*$/.test(text) };
}

function apart(index, tokens) {
  const found = [];
  tokens.forEach((token, number) => {
    const parts = !token.unspaced && token.text.length >= 5 && !begins(index, token.text) ? takenApart(index, token.text, number === tokens.length - 1) : [];
    found.push(...(parts.length ? parts.map((text) => ({ text, unspaced: false })) : [token]));
  });
  return found.length === tokens.length ? null : found.slice(0, MOST_TOKENS);
}

/** Adds a pass's scores to those so far (entry to score) and to those that hold every token. */
function tally(index, board, less, allowed, scores, full) {
  const { tokens, quality, bonus, touched } = board, width = tokens.length;
  const weights = tokens.map((t) => (t.unspaced ? 3 : Math.min(12, t.text.length))), sum = weights.reduce((a, b) => a + b), typed = tokens.map((t) => t.text).join("");
  for (const i of touched) {
    if (allowed && !allowed[i]) continue;
    let points = 0, worst = 100;
    for (let t = 0, at = i * width; t < width; t++, at++) { const q = quality[at]; points += weights[t] * q; if (q < worst) worst = q; }
    if (!points) continue;
    const name = index.compact[i], zh = index.compactZh[i], flags = index.flags[i];
    const score = Math.floor(10 * points / sum) + bonus[i] - less - (flags & 1 ? STALE : 0) - (flags & 2 ? CLOSED : 0)
      + (name === typed || zh === typed ? WHOLE_NAME : name.startsWith(typed) || zh.startsWith(typed) ? NAME_START : 0);
    if (score <= 0) continue;
    if (score > (scores.get(i) ?? 0)) scores.set(i, score);
    if (worst) full.add(i);
    if (worst >= CERTAIN) full.sure = true;
  }
}

async function scored(index, tokens, allowed, limit) {
  const ways = [[tokens, 0]], taken = apart(index, tokens), scores = new Map(), full = new Set();
  if (taken) ways.push([taken, APART]);
  for (const forgiving of [false, true]) {
    for (const [way, less] of ways) {
      let board = match(index, way, forgiving);
      if (board.wantsTags) { await needTags(index); board = match(index, way, forgiving); }
      tally(index, board, less, allowed, scores, full);
    }
    if (!forgiving && (full.size >= limit || full.sure)) break;
  }
  let best = 0;
  for (const score of scores.values()) if (score > best) best = score;
  const enough = Math.max(250, Math.floor(best * 3 / 4)), found = [];
  for (const [i, score] of scores) if (score >= enough || full.has(i)) found.push(i);
  return { scores, found };
}

/** Which entries pass the filters (1 a passing entry); null if there are none to pass. */
async function passing(index, filters = {}) {
  const { district, kind } = filters, tags = filters.tags ?? [];
  if (!district && !kind && !tags.length) return null;
  const allowed = new Uint8Array(index.count);
  if (tags.length) await needTags(index);
  const place = (keys, key) => keys.findIndex(([k]) => k === key);
  const kindAt = place(index.meta.kinds, kind), districtAt = place(index.meta.districts, district) + 1, tagsAt = tags.map((t) => place(index.meta.tags, t));
  if ((kind && kindAt < 0) || (district && !districtAt) || tagsAt.includes(-1)) return allowed;
  for (let i = 0; i < index.count; i++)
    if ((!kind || index.kind[i] === kindAt) && (!district || index.district[i] === districtAt) && tagsAt.every((t) => index.tags(t, i))) allowed[i] = 1;
  return allowed;
}

function hit(index, i, score) {
  return {
    id: index.ids[i], score, name: index.names[i], name_zh: index.namesZh[i], kind: index.meta.kinds[index.kind[i]][0],
    district: index.district[i] ? index.meta.districts[index.district[i] - 1][0] : "", stale: (index.flags[i] & 1) > 0, closed: (index.flags[i] & 2) > 0,
    tags: index.tags && index.meta.tags.filter((_, t) => index.tags(t, i)).map(([key]) => key),
    lat: index.where && index.where(i), lon: index.where && index.where(index.count + i),
  };
}

/** Where a shown text holds words of the query: [start, end) pairs of UTF-16 places, in order. */
function marks(index, text, tokens) {
  const found = [], letters = [];
  let at = 0;
  for (const c of text) {
    for (const f of index.fold(c)) letters.push({ f, start: at, end: at + c.length });
    at += c.length;
  }
  const mark = (from, to) => { if (to > from) found.push([letters[from].start, letters[to - 1].end]); };
  for (let i = 0; i < letters.length;) {
    const kind = letters[i].f === " " ? 0 : index.classOf(letters[i].f);
    if (!kind || kind & UNSPACED) { if (kind && tokens.some((t) => t.text === letters[i].f)) mark(i, i + 1); i++; continue; }
    let end = i;
    while (end < letters.length && letters[end].f !== " " && !(index.classOf(letters[end].f) & UNSPACED)) end++;
    const word = letters.slice(i, end).map((l) => l.f).join("");
    const typed = tokens.filter((t) => !t.unspaced).sort((a, b) => b.text.length - a.text.length).find((t) => word.startsWith(t.text) || (t.text.length >= 3 && word.includes(t.text)));
    if (typed) { const from = i + word.indexOf(typed.text); mark(from, from + typed.text.length); }
    i = end;
  }
  return found.reduce((joined, pair) => { const last = joined.at(-1); if (last && last[1] === pair[0]) last[1] = pair[1]; else joined.push(pair); return joined; }, []);
}

// ---- what the page calls

const opened = new Map();
let settings = { language: undefined, base: new URL("./", import.meta.url).href };

function open(language) {
  const key = `${settings.base} ${language}`;
  if (!opened.has(key)) opened.set(key, readCore(language, settings.base).catch((error) => { opened.delete(key); throw error; }));
  return opened.get(key);
}

/** Loads the core of a language; `base` is the address of the folder with the index files, by default this module's own. */
export async function init({ language, base } = {}) {
  settings = { language, base: base ? new URL(base, globalThis.location?.href ?? import.meta.url).href : settings.base };
  await open(language);
}

/** Gives {hits, total}, best first. `details` also loads tags and positions for the rows, `marked` adds where names hold the query. */
export async function answer(query, { language = settings.language, limit = 10, filters, details = false, marked = false } = {}) {
  const index = await open(language), { tokens, blank } = parse(index, query), allowed = await passing(index, filters ?? {});
  if (details) await Promise.all([needTags(index), needWhere(index)]);
  let scores = new Map(), found = [];
  if (tokens.length) ({ scores, found } = await scored(index, tokens, allowed, limit));
  else if (blank) for (let i = 0; i < index.count; i++) if (!allowed || allowed[i]) { found.push(i); scores.set(i, 0); }
  const ranked = found.sort((a, b) => scores.get(b) - scores.get(a) || index.lengths[a] - index.lengths[b] || a - b);
  const hits = ranked.slice(0, Math.max(0, limit)).map((i) => hit(index, i, scores.get(i)));
  if (marked) for (const h of hits) { h.marks = marks(index, h.name, tokens); h.marks_zh = marks(index, h.name_zh, tokens); }
  return { hits, total: ranked.length };
}

/** Gives the best hits: [{ id, score, name, name_zh, kind, district, stale, closed, tags, lat, lon }]; the last three null until loaded. */
export async function search(query, options) { return (await answer(query, options)).hits; }

/** Gives a text as it is compared: for tests, and for a page that wants to compare as the engine does. */
export async function folded(text, language = settings.language) { return (await open(language)).fold(String(text)); }
