// The meter strip: one cell per second says whether the load generator itself was healthy, with the reasons when not.

import { clock, count, duration } from '/format.js';
import { reasons, usable } from '/model.js';
import { colour } from '/plot.js';

const SHOWN_SPANS = 3;

export class Meter {
  constructor(parent) {
    parent.innerHTML = `
      <h2 class="def" tabindex="0" aria-describedby="tip-meter">Meter</h2>
      <div class="tip" role="tooltip" id="tip-meter">A second is <b>valid</b> when the load generator's event-loop lag p99 and
        its canary's error p99 ≤ 5 ms, no pause was above 20 ms, requests started ≤ 5 ms late (p99), no event was lost, and the
        error bound is ≤ 5 % of the median TTFT. <b>Suspect</b>: past half of a bound. Hatched seconds are <b>not valid</b>: their latencies
        measure the generator, not the provider.</div>
      <span class="verdict"></span>
      <canvas role="img"></canvas>
      <span class="detail quiet"></span>`;
    this.verdict = parent.querySelector('.verdict');
    this.canvas = parent.querySelector('canvas');
    this.detail = parent.querySelector('.detail');
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    this.grid = { x: [], w: [] };
  }

  update(grid) {
    this.grid = grid;
    const windows = grid.w.filter(Boolean);
    const newest = windows.at(-1);
    const spans = badSpans(grid);
    this.verdict.dataset.verdict = newest ? state(newest) : 'none';
    this.verdict.textContent = newest ? { good: 'valid', suspect: 'suspect', bad: 'not valid' }[state(newest)] : '–';
    this.detail.replaceChildren(...this.lines(newest, spans));
    const bad = windows.filter((w) => !usable(w)).length;
    this.canvas.setAttribute('aria-label', `${windows.length} seconds shown, ${bad} not valid`);
    this.draw();
  }

  lines(newest, spans) {
    const shown = spans.slice(-SHOWN_SPANS).reverse().map((span) => {
      const chip = document.createElement('span');
      chip.className = 'chip bad';
      const until = span.to > span.from ? `–${clock(span.to + 1)}` : '';
      chip.textContent = `${clock(span.from)}${until} not valid: ${span.why}`;
      chip.title = chip.textContent;
      return chip;
    });
    if (spans.length > SHOWN_SPANS) shown.push(document.createTextNode(` and ${spans.length - SHOWN_SPANS} more`));
    if (newest?.health && shown.length === 0) shown.push(document.createTextNode(health(newest.health)));
    return shown;
  }

  draw() {
    const { clientWidth, clientHeight } = this.canvas;
    const ratio = devicePixelRatio;
    this.canvas.width = clientWidth * ratio;
    this.canvas.height = clientHeight * ratio;
    const pen = this.canvas.getContext('2d');
    const { w } = this.grid;
    const step = this.canvas.width / Math.max(w.length, 60);
    const height = this.canvas.height;
    w.forEach((window, i) => {
      if (!window) return;
      const left = Math.round(i * step);
      const width = Math.max(1, Math.round((i + 1) * step) - left - (step > 4 * ratio ? ratio : 0));
      const what = state(window);
      pen.fillStyle = colour({ good: 'green', suspect: 'yellow', bad: 'vermillion' }[what]);
      // Height tells it too, for those who cannot tell the colours apart.
      const tall = { good: 0.45, suspect: 0.7, bad: 1 }[what];
      pen.fillRect(left, height * (1 - tall), width, height * tall);
    });
  }
}

function state(window) {
  if (!usable(window)) return 'bad';
  return window.verdict === 'SUSPECT' ? 'suspect' : 'good';
}

/** Runs of seconds that are not valid. */
function badSpans({ x, w }) {
  const spans = [];
  w.forEach((window, i) => {
    if (!window || usable(window)) return;
    const why = reasons(window);
    const last = spans.at(-1);
    if (last && last.to === x[i] - 1) {
      last.to = x[i];
      if (!last.why.includes(why)) last.why += `; ${why}`;
    } else {
      spans.push({ from: x[i], to: x[i], why });
    }
  });
  return spans;
}

function health(h) {
  return `loop lag p99 ${duration(h.loopLagP99)} · wake to stamp p99 ${duration(h.wakeToStampP99)} · longest pause ${duration(h.pauseMax)} · lateness p99 ${duration(h.latenessP99)} · ${count(h.eventsWaiting)} events waiting`;
}
