// Runs the search engine beside the page, so that searching never holds up typing. A module worker: the page first sends
// {engine, base, language} (absolute addresses), then {id, query, limit, filters} for each key; this answers {id, hits, total}
// or {id, error}. Of questions that arrive while one is being answered only the last is kept: no one waits for the others.

let ready = null, waiting = null, busy = false;

async function run() {
  if (busy) return;
  busy = true;
  while (waiting) {
    const { id, query, limit, filters } = waiting;
    waiting = null;
    try {
      const { engine, language } = await ready();
      postMessage({ id, ...await engine.answer(query, { language, limit, filters, marked: true }) });
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
    return { engine, language };
  })().catch((error) => { opened = null; throw error; });
}

addEventListener("message", ({ data }) => {
  if (data.engine) { ready = opening(data); ready().catch(() => {}); return; }
  waiting = data;
  run();
});
