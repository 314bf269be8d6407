// What the page holds: the windows of one run by series and second, and the totals so far.

const KEPT_SECONDS = 1800;
const KEPT_SEGMENTS = 24;

export const CAUSES = ['requests', 'tokens', 'concurrency', 'quota', 'capacity', 'other', 'size', 'access'];

export class Model {
  constructor() {
    this.run = null;
    this.runs = [];
    this.gap = false;
    this.clear();
  }

  clear() {
    this.series = new Map();
    this.totals = new Map();
    this.gap = false;
  }

  /** Takes a frame of the feed. A window that comes again is a correction and replaces the one before. */
  take(frame) {
    if (frame.reset) this.clear();
    this.run = frame.run;
    this.gap ||= frame.gap;
    if (frame.runs) this.runs = frame.runs;
    for (const window of frame.windows) {
      let windows = this.series.get(window.s);
      if (!windows) this.series.set(window.s, (windows = new Map()));
      // a segment of a continuous run that still drains has windows beside its successor's, whose are shown
      if (!(windows.get(window.t)?.seg > window.seg)) windows.set(window.t, window);
      for (const t of windows.keys()) {
        if (t >= window.t - KEPT_SECONDS) break;
        windows.delete(t);
      }
    }
    for (const total of frame.totals) {
      let segments = this.totals.get(total.s);
      if (!segments) this.totals.set(total.s, (segments = new Map()));
      segments.set(total.seg, total);
      if (segments.size > KEPT_SEGMENTS) foldOldest(segments);
    }
  }

  /** Number of the newest segment of the run. */
  segment() {
    return Math.max(0, ...[...this.totals.values()].flatMap((segments) => [...segments.keys()]));
  }

  info() {
    return this.runs.find((run) => run.id === this.run) ?? null;
  }

  seriesNames() {
    return [...this.series.keys()].sort();
  }

  /** The newest window of a series. */
  newest(name) {
    let newest = null;
    for (const window of this.series.get(name)?.values() ?? []) {
      if (!newest || window.t > newest.t) newest = window;
    }
    return newest;
  }

  /** Totals of a series so far: counts over all segments, distributions of the newest segment. */
  total(name) {
    const segments = [...(this.totals.get(name)?.values() ?? [])].sort((a, b) => a.seg - b.seg);
    return segments.length === 0 ? null : segments.reduce(added);
  }

  /** The windows of a series on an even grid of seconds, null where there is none, ending with its newest one. */
  grid(name, seconds) {
    const windows = this.series.get(name);
    if (!windows || windows.size === 0) return { x: [], w: [] };
    const times = [...windows.keys()];
    const last = Math.max(...times);
    const first = Math.max(Math.min(...times), last - seconds + 1);
    const x = [];
    const w = [];
    for (let t = first; t <= last; t++) {
      x.push(t);
      w.push(windows.get(t) ?? null);
    }
    return { x, w };
  }
}

/** Whether a window's figures may be read as good: the meter was healthy, or only near its bounds. */
export function usable(window) {
  return window.complete && (window.verdict === 'VALID' || window.verdict === 'SUSPECT');
}

/** Why a window is not valid, in words. */
export function reasons(window) {
  const why = window.why.length > 0 ? window.why.join('; ') : 'no health report of the meter';
  if (!window.complete) return `incomplete: an instance vanished${window.why.length > 0 ? `; ${why}` : ''}`;
  return window.verdict === 'VALID' ? '' : why;
}

export function sum(counts) {
  return Object.values(counts).reduce((total, n) => total + n, 0);
}

/** Adds the oldest segment to the one after it, so that a run of days holds no more than a run of one. */
function foldOldest(segments) {
  const [oldest, next] = [...segments.keys()].sort((a, b) => a - b);
  segments.set(next, added(segments.get(oldest), segments.get(next)));
  segments.delete(oldest);
}

function added(left, right) {
  const total = { ...right };
  for (const [key, value] of Object.entries(left)) {
    if (typeof value === 'number' && key !== 'seg') total[key] += value;
    else if (['requests', 'attempts', 'decisions', 'refused'].includes(key)) total[key] = addedCounts(value, right[key]);
  }
  return total;
}

function addedCounts(left, right) {
  const counts = { ...left };
  for (const [key, n] of Object.entries(right)) counts[key] = (counts[key] ?? 0) + n;
  return counts;
}
