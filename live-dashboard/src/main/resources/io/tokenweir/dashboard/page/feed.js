// The live feed: server-sent events. The browser resumes by itself after a break and names the last frame it had, so the
// server goes on without gap or duplicate.

const SILENT_MILLIS = 12_000;
const RETRY_MILLIS = 2_000;

/** Opens the feed of a run (null follows the newest); onFrame gets frames, onState live, connecting or lost. */
export function openFeed(run, onFrame, onState) {
  let source;
  let retry;
  let heard = Date.now();

  function open() {
    source = new EventSource(run ? `/api/stream?run=${encodeURIComponent(run)}` : '/api/stream');
    onState('connecting');
    source.onmessage = (event) => {
      alive();
      onFrame(JSON.parse(event.data));
    };
    source.addEventListener('pulse', alive);
    source.onopen = alive;
    source.onerror = () => {
      onState('lost');
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(retry);
        retry = setTimeout(open, RETRY_MILLIS);
      }
    };
  }

  function alive() {
    heard = Date.now();
    onState('live');
  }

  const watch = setInterval(() => {
    if (Date.now() - heard > SILENT_MILLIS) onState('lost');
  }, 1000);
  open();
  return () => {
    clearInterval(watch);
    clearTimeout(retry);
    source.close();
  };
}
