// Runs the search engine beside the page, so that searching never holds up typing. A module worker: the page first sends
// {engine, shown, base, language} (absolute addresses; without `shown` nothing is marked and no wider question offered), then
// {id, query, limit, filters, near} for each key; this answers {id, hits, total, facets, lost, wider} or {id, error}. Of
// questions that arrive while one is being answered only the last is kept.

let ready = null, waiting = null, busy = false;

async function run() {
  if (busy) return;
  busy = true;
  while (waiting) {
    const { id, query, ...options } = waiting;
    waiting = null;
    try {
      const { answer, marks, wider } = await ready(), found = await answer(query, { ...options, marks });
      postMessage({ id, ...found, wider: found.total ? null : await wider?.(answer, query, options) });
    } catch (error) {
      postMessage({ id, error: String(error?.message ?? error) });
    }
  }
  busy = false;
}

/** Loads engine and core once; after a failure (a lost connection) the next question tries again. */
function opening({ engine, shown, base, language }) {
  let opened = null;
  return () => opened ??= (async () => {
    const [{ init, answer }, more] = await Promise.all([import(engine), shown ? import(shown).catch(() => ({})) : {}]);
    await init({ language, base });
    return { answer, ...more };
  })().catch((error) => { opened = null; throw error; });
}

addEventListener("message", ({ data }) => {
  if (data.engine) { ready = opening(data); ready().catch(() => {}); return; }
  waiting = data;
  run();
});
