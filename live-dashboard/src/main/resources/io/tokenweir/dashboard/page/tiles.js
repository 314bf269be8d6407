// The headline: what the newest window says, or the whole run once it has ended.

import { clock, count, duration, money, parts } from '/format.js';
import { reasons, sum, usable } from '/model.js';

const STALE_MICROS = 60e6;

const TILES = [
  {
    id: 'rate', title: ['Offered → achieved', 'Offered → done well'], whole: true,
    about: `Offered: logical requests whose intended start fell into the second. Achieved: those whose first attempt was
      sent in it. When achieved stays below offered, requests wait, or found no free virtual user (dropped).`,
    live: (w) => [`${count(w.now.offered)} → ${count(w.now.achieved)} /s`, w.dropped > 0 ? `${count(w.dropped)} dropped` : `${count((w.requests.OK ?? 0) / w.w)}/s done`],
    ended: (t) => [`${count(t.offered)} → ${count(t.requests.OK ?? 0)}`, `${count(sum(t.requests))} ended in all`],
  },
  {
    id: 'open', title: ['Active streams', 'Good requests'], whole: true,
    about: `Live: requests open at the end of the second. After the run: the share of logical requests that met all of
      the scenario's objectives.`,
    live: (w) => [count(w.inFlight), 'open at the second’s end'],
    ended: (t) => [`${percent(t.good, sum(t.requests))} %`, `${count(t.good)} met every objective`],
  },
  {
    id: 'ttft', title: ['TTFT p50 · tail', 'TTFT p50 · tail'], clockwork: true,
    about: `Time from an attempt's actual start to its first generated token. The tail is the 99th percentile, or the
      highest one that the sample count n supports, and says which. ± is the meter's error bound (loop lag p99 +
      wake-to-stamp p99); the histogram adds at most 0.54 %.`,
    live: (w) => latency(w.ttft, w.err),
    ended: (t) => latency(t.ttft),
  },
  {
    id: 'gap', title: ['Gap p50 · tail', 'Gap p50 · tail'], clockwork: true,
    about: `Every gap between two arrivals of one attempt that ended in the second. n is the number of gaps.`,
    live: (w) => latency(w.interToken, w.err),
    ended: (t) => latency(t.interToken),
  },
  {
    id: 'tokens', title: ['Arrivals', 'Output tokens'],
    about: `Live: generated deltas that arrived in the second. After the run: output tokens by the server's own usage
      counts; the arrivals are beneath.`,
    live: (w) => [`${count(w.now.arrivals)} /s`, `${count(w.outTokens)} output tokens by usage`],
    ended: (t) => [count(t.outTokens), `${count(t.arrivals)} arrivals`],
  },
  {
    id: 'refused', title: ['Refused', 'Refused'],
    about: `Attempts that the provider turned away: rate, token, concurrency and quota limits, overload, size, access. A request
      that was refused and then retried well counts here and among the done ones.`,
    live: (w) => [`${count(w.now.refused)} /s`, causes(w.refused)],
    ended: (t) => [count(sum(t.refused)), causes(t.refused)],
  },
  {
    id: 'cost', title: ['Cost so far', 'Cost'],
    about: `Sum over the attempts by the run's price book, exact in 10<sup>−12</sup> of the currency. With the simulator:
      what it would have cost.`,
    live: (w, t, currency) => [money(t?.costPico, currency), `${money((w.costPico / w.w) * 3600, currency)} per hour`],
    ended: (t, currency) => [money(t.costPico, currency), `${money(t.wastedPico, currency)} wasted`],
  },
  {
    id: 'lag', title: ['Event lag', 'Valid windows'],
    about: `Live: from the end of the newest second, which is named beneath, until its result was here, through the whole
      pipe (clocks of one machine, or synchronised ones). The terminal's line of that second has the same figures. After the run: how many one-second windows the healthy meter vouches for.`,
    live: (w) => (w.lag < STALE_MICROS ? [duration(w.lag * 1000), `of the second ${clock(w.t)}`] : ['–', 'read from the topic later']),
    ended: (t, currency, windows) => [`${count(windows.filter((w) => w.verdict === 'VALID').length)} of ${count(windows.length)}`, `${count(windows.filter((w) => !usable(w)).length)} not valid`],
  },
];

export class Tiles {
  constructor(parent) {
    this.tiles = TILES.map((spec) => {
      const tile = document.createElement('div');
      tile.className = 'tile';
      tile.innerHTML = `<h2 class="def" tabindex="0" aria-describedby="tip-tile-${spec.id}"></h2>
        <div class="tip" role="tooltip" id="tip-tile-${spec.id}">${spec.about}</div>
        <p class="figure"></p><p class="note quiet"></p>`;
      parent.append(tile);
      return { spec, tile, title: tile.querySelector('h2'), figure: tile.querySelector('.figure'), note: tile.querySelector('.note') };
    });
  }

  /** Shows the newest window, or the totals when the run has ended. */
  update(window, total, info, windows) {
    const currency = info?.config?.currency ?? 'USD';
    const ended = info?.state === 'ended' && total;
    for (const { spec, tile, title, figure, note } of this.tiles) {
      const belongs = !spec.whole || !window || !window.s.includes('/');
      title.textContent = spec.title[ended ? 1 : 0];
      const [text, beneath] = !window || !belongs
        ? ['–', window ? 'of the whole run only' : 'waiting for the first window']
        : ended ? spec.ended(total, currency, windows) : spec.live(window, total, currency);
      set(figure, text);
      const bad = window && belongs && spec.clockwork && (ended ? total.trusted === false : !usable(window));
      tile.classList.toggle('bad', Boolean(bad));
      note.textContent = bad ? `not valid: ${ended ? 'the meter was healthy in no second' : reasons(window)}` : beneath;
      note.title = note.textContent;
    }
  }
}

function latency(distribution, bound) {
  if (!distribution.n) return ['–', 'no sample in this second'];
  const tail = distribution.tail;
  const error = bound == null ? '' : ` · ± ${duration(bound)}`;
  const text = tail && tail !== 'p50' ? `${duration(distribution.p50)} · ${duration(distribution[tail])}` : duration(distribution.p50 ?? null);
  return [text, `${tail && tail !== 'p50' ? `tail ${tail} · ` : ''}n ${count(distribution.n)}${error}`];
}

function causes(refused) {
  const named = Object.entries(refused).sort((a, b) => b[1] - a[1]);
  return named.length === 0 ? 'none' : named.map(([cause, n]) => `${cause} ${count(n)}`).join(' · ');
}

function percent(part, whole) {
  return whole > 0 ? ((100 * part) / whole).toFixed(1) : '–';
}

/** Units are set smaller than their numbers. */
function set(figure, text) {
  figure.replaceChildren(...text.split(/( · | → )/).flatMap((piece) => {
    const [number, unit] = parts(piece);
    if (/^ [·→] $/.test(piece)) return [small(piece)];
    return unit ? [document.createTextNode(number), small(`\u2009${unit}`)] : [document.createTextNode(number)];
  }));
}

function small(text) {
  const node = document.createElement('small');
  node.textContent = text;
  return node;
}
