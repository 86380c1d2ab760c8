// Runs the search engine beside the page, so that searching never holds up typing. A module worker: the page first sends
// {engine, base, language} (absolute addresses), then {id, query, limit, filters, near} for each key; this answers
// {id, hits, total, facets, lost, wider} or {id, error}. Of questions that arrive while one is being answered only the last is kept.

let ready = null, waiting = null, busy = false;

async function run() {
  if (busy) return;
  busy = true;
  while (waiting) {
    const { id, query, ...options } = waiting;
    waiting = null;
    try {
      const engine = await ready(), found = await engine.answer(query, options);
      postMessage({ id, ...found, wider: found.total ? null : await engine.wider(query, options) });
    } catch (error) {
      postMessage({ id, error: String(error?.message ?? error) });
    }
  }
  busy = false;
}

/** Loads engine and core once; after a failure (a lost connection) the next question tries again. */
function opening({ engine: address, base, language }) {
  let opened = null;
  return () => opened ??= (async () => {
    const engine = await import(address);
    await engine.init({ language, base });
    return engine;
  })().catch((error) => { opened = null; throw error; });
}

addEventListener("message", ({ data }) => {
  if (data.engine) { ready = opening(data); ready().catch(() => {}); return; }
  waiting = data;
  run();
});
