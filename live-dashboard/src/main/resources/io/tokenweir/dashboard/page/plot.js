// One chart: a card with title, definition, readout, and a canvas drawn by uPlot.
//
// A chart is told its lines. Of each line it holds the values of usable windows; where a chart measures the meter's own
// clockwork (latencies), the values of other windows are drawn apart, small and grey. Behind every chart, windows that are
// not valid are hatched.

import uPlot from '/uplot/uPlot.esm.js';
import { clock } from '/format.js';
import { usable, reasons } from '/model.js';

const SYNC = 'weir';
let palette = new Map();

/** A colour of the style sheet; read once per theme. */
export function colour(name) {
  let value = palette.get(name);
  if (!value) {
    value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    palette.set(name, value);
  }
  return value;
}

export function forgetColours() {
  palette = new Map();
}

export class Plot {
  constructor(parent, spec) {
    this.spec = spec;
    this.grid = { x: [], w: [] };
    this.stages = [];
    this.card = document.createElement('article');
    this.card.className = 'chart';
    this.card.innerHTML = `
      <div class="head"><h2 class="def" tabindex="0" aria-describedby="tip-${spec.id}">${spec.title}</h2>
        <div class="tip" role="tooltip" id="tip-${spec.id}">${spec.about}</div>
        <dl class="readout"></dl></div>
      <div class="canvas"></div>`;
    this.readout = this.card.querySelector('.readout');
    this.canvas = this.card.querySelector('.canvas');
    parent.append(this.card);
    this.values = spec.lines.map((line) => this.readoutItem(line));
    this.plot = new uPlot(this.options(), this.data(), this.canvas);
    new ResizeObserver(() => this.resize()).observe(this.canvas);
  }

  /** Shows these windows. */
  update(grid, stages, context) {
    this.grid = grid;
    this.stages = stages;
    this.context = context;
    const rows = grid.w.map((window, i) => (window ? this.spec.values(window, context, i) : null));
    this.values.forEach(({ item }, n) => {
      const { key, hideZero } = this.spec.lines[n];
      item.hidden = Boolean(hideZero) && !rows.some((row) => row?.[key]);
    });
    this.plot.setData(this.data());
    this.read(this.plot.cursor.idx);
  }

  redraw() {
    this.plot.redraw(false, true);
  }

  /** Puts the cursor on the window at an index of the grid; null takes it away. */
  point(index) {
    const left = index == null ? -10 : this.plot.valToPos(this.grid.x[index] + 0.5, 'x');
    this.plot.setCursor({ left, top: index == null ? -10 : 8 });
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (width > 0 && height > 0) this.plot.setSize({ width, height });
  }

  data() {
    const { x, w } = this.grid;
    const { lines, values, clockwork, stacked } = this.spec;
    const rows = w.map((window, i) => (window ? values(window, this.context, i) : null));
    const column = (pick) => rows.map((row, i) => (row ? pick(row, w[i]) : null));
    const shown = lines.map((line, n) =>
      column((row, window) => {
        if (clockwork && !usable(window)) return null;
        return stacked ? lines.slice(0, n + 1).reduce((total, l) => total + (row[l.key] ?? 0), 0) : row[line.key] ?? null;
      }));
    if (stacked) shown.reverse();
    const apart = clockwork
      ? lines.filter((line) => line.apart).map((line) =>
          column((row, window) => (usable(window) ? null : row[line.key] ?? null)))
      : [];
    return [x.map((t) => t + 0.5), ...shown, ...apart];
  }

  options() {
    const { lines, clockwork, stacked, format, right } = this.spec;
    const drawn = stacked ? [...lines].reverse() : lines;
    const series = [{}, ...drawn.map((line) => style(line, stacked))];
    if (clockwork) {
      for (const line of lines.filter((l) => l.apart)) {
        series.push({ stroke: () => colour('faint'), width: 0, points: { show: true, size: 4, fill: () => colour('faint') }, scale: line.scale ?? 'y' });
      }
    }
    const axis = { stroke: () => colour('quiet'), font: '11px system-ui, sans-serif', ticks: { show: false } };
    const ruled = { grid: { stroke: () => colour('rule'), width: 1 } };
    const axes = [
      { ...axis, ...ruled, space: 58, size: 24, values: (u, splits) => splits.map((t) => clock(t)) },
      { ...axis, ...ruled, scale: 'y', size: 58, space: 34, values: (u, splits) => splits.map((v) => format(v, this.context)) },
    ];
    const scales = { x: { time: true }, y: { range: fromZero(this.spec.least ?? 1) } };
    if (right) {
      axes.push({ ...axis, grid: { show: false }, scale: 'right', side: 1, size: 44, values: (u, splits) => splits.map((v) => right(v)) });
      scales.right = { range: fromZero(1) };
    }
    return {
      width: 320,
      height: 160,
      padding: [10, right ? 0 : 18, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: SYNC, setSeries: false }, y: false, drag: { x: false, y: false }, points: { size: 6 } },
      scales,
      axes,
      series,
      bands: bands(lines),
      hooks: { drawClear: [(u) => this.hatch(u)], draw: [(u) => this.marks(u)], setCursor: [(u) => this.read(u.cursor.idx)] },
    };
  }

  /** Hatches the seconds whose figures may not be read as good. */
  hatch(u) {
    const { x, w } = this.grid;
    const { ctx, bbox } = u;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    for (let i = 0; i < w.length; i++) {
      if (!w[i] || usable(w[i])) continue;
      const from = u.valToPos(x[i], 'x', true);
      const width = u.valToPos(x[i] + 1, 'x', true) - from;
      ctx.fillStyle = colour('invalid-wash');
      ctx.fillRect(from, bbox.top, width, bbox.height);
      ctx.fillStyle = pattern(ctx);
      ctx.fillRect(from, bbox.top, width, bbox.height);
    }
    ctx.restore();
  }

  /** Draws where stages began. */
  marks(u) {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.strokeStyle = colour('quiet');
    ctx.fillStyle = colour('quiet');
    ctx.font = `${10 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textAlign = 'left';
    ctx.setLineDash([3, 4]);
    for (const stage of this.stages) {
      const at = Math.round(u.valToPos(stage.t, 'x', true));
      if (at < bbox.left || at > bbox.left + bbox.width) continue;
      ctx.beginPath();
      ctx.moveTo(at, bbox.top);
      ctx.lineTo(at, bbox.top + bbox.height);
      ctx.stroke();
      ctx.fillText(stage.name, at + 3 * devicePixelRatio, bbox.top + 9 * devicePixelRatio);
    }
    ctx.restore();
  }

  /** Writes the values under the cursor, or else the newest ones, beside the title. */
  read(index) {
    const { w, x } = this.grid;
    let at = index ?? w.length - 1;
    if (index == null) while (at > 0 && !w[at]) at--;
    const window = w[at];
    const row = window ? this.spec.values(window, this.context, at) : null;
    const good = window && usable(window);
    this.readout.classList.toggle('bad', Boolean(window) && !good);
    this.readout.title = window && !good ? `not valid: ${reasons(window)}` : '';
    this.values.forEach((value, n) => {
      const line = this.spec.lines[n];
      const format = line.scale === 'right' ? this.spec.right : this.spec.format;
      const number = row?.[line.key];
      value.name.textContent = line.label + (row?.[`${line.key}Name`] ? ` ${row[`${line.key}Name`]}` : '');
      value.number.textContent = number == null ? '–' : format(number, this.context);
    });
    this.when.textContent = index != null && x[at] != null ? clock(x[at]) : '';
  }

  readoutItem(line) {
    if (!this.when) {
      this.when = document.createElement('time');
      this.readout.append(this.when);
    }
    const item = document.createElement('div');
    const name = document.createElement('dt');
    const number = document.createElement('dd');
    name.dataset.colour = line.colour;
    name.dataset.kind = line.dash ? 'dash' : 'solid';
    item.append(name, number);
    this.readout.append(item);
    return { item, name, number };
  }
}

function style(line, stacked) {
  const shared = { scale: line.scale ?? 'y', spanGaps: false };
  if (stacked) {
    return { ...shared, stroke: null, width: 0, fill: () => colour(line.colour), points: { show: false }, paths: uPlot.paths.bars({ size: [0.92, 24, 1], gap: 0 }) };
  }
  return {
    ...shared,
    stroke: () => colour(line.colour),
    width: line.width ?? 1.5,
    dash: line.dash,
    fill: line.area ? () => `${colour(line.colour)}2b` : undefined,
    points: { show: alone, size: 4, fill: () => colour(line.colour) },
  };
}

/** Points only where a line has none: values with gaps on both sides would be invisible. */
function alone(u, seriesIndex, from, to) {
  const values = u.data[seriesIndex];
  for (let i = from; i <= to; i++) {
    if (values[i] != null && values[i - 1] == null && values[i + 1] == null) return true;
  }
  return false;
}

function bands(lines) {
  const high = lines.findIndex((line) => line.band === 'high');
  const low = lines.findIndex((line) => line.band === 'low');
  return high < 0 ? [] : [{ series: [high + 1, low + 1], fill: () => `${colour(lines[high].colour)}38` }];
}

/** A scale from zero, so that heights compare; without values it shows what is least worth showing. */
function fromZero(least) {
  return (u, min, max) => [0, max > 0 ? max * 1.12 : least];
}

function pattern(ctx) {
  const size = 8 * devicePixelRatio;
  const tile = new OffscreenCanvas(size, size);
  const pen = tile.getContext('2d');
  pen.strokeStyle = colour('invalid-line');
  pen.lineWidth = devicePixelRatio;
  pen.beginPath();
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, size);
    pen.lineTo(shift + size, 0);
  }
  pen.stroke();
  return ctx.createPattern(tile, 'repeat');
}
