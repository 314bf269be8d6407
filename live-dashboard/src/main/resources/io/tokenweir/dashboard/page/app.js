// The page: wires the feed to the parts, and the keys to what they do.

import { clock, span } from '/format.js';
import { openFeed } from '/feed.js';
import { Model } from '/model.js';
import { CHARTS, runningCost } from '/charts.js';
import { Plot, forgetColours } from '/plot.js';
import { Tiles } from '/tiles.js';
import { Meter } from '/validity.js';
import { Ledgers } from '/ledgers.js';

const RANGES = [[120, '2 min'], [300, '5 min'], [900, '15 min'], [1800, '30 min']];

const byId = (id) => document.getElementById(id);
const model = new Model();
const tiles = new Tiles(byId('tiles'));
const meter = new Meter(byId('meter'));
const plots = CHARTS.map((spec) => new Plot(byId('charts'), spec));
const ledgers = new Ledgers(byId('ledgers'));

let seconds = 300;
let series = null;
let paused = false;
let pointed = null;
let closeFeed = null;
let due = false;

function follow(run) {
  closeFeed?.();
  model.clear();
  series = null;
  closeFeed = openFeed(run, (frame) => {
    model.take(frame);
    if (!paused) schedule();
  }, showLink);
}

/** Draws at most once per screen refresh, however many frames came. */
function schedule() {
  if (due) return;
  due = true;
  const draw = () => {
    due = false;
    render();
  };
  if (document.hidden) setTimeout(draw, 500);
  else requestAnimationFrame(draw);
}

function render() {
  const names = model.seriesNames();
  if (!names.includes(series)) series = names[0] ?? null;
  showRuns();
  showSeries(names);
  const info = model.info();
  const grid = model.grid(series, seconds);
  const total = model.total(series);
  const stages = info?.stages ?? [];
  const context = { currency: info?.config?.currency ?? 'USD', ...runningCost(grid, total) };
  const all = [...(model.series.get(series)?.values() ?? [])];
  tiles.update(model.newest(series), total, info, all);
  meter.update(grid);
  for (const plot of plots) plot.update(grid, stages, context);
  ledgers.update(total);
  showAbout(info);
}

function showAbout(info) {
  const text = [];
  if (info) {
    text.push(info.state === 'ended' ? `ended${info.cutShort ? ', cut short' : ''} after ${span(info.ended - info.started)}` : `running for ${span(Date.now() / 1000 - info.started)}`);
    const stage = info.stages.at(-1);
    if (stage && info.state !== 'ended') text.push(`stage ${stage.name}`);
    if (model.segment() > 0) text.push(`segment ${model.segment()}`);
    if (info.config.target) text.push(info.config.target);
  }
  if (model.gap) text.push('older windows are no longer kept');
  byId('about').textContent = text.join(' · ');
  byId('about').title = info ? Object.entries(info.config).map(([key, value]) => `${key}: ${value}`).join('\n') : '';
  document.title = info ? `${info.id} · Tokenweir` : 'Tokenweir';
}

function showRuns() {
  const choices = [['', model.run && !byId('run').value ? `newest: ${model.run}` : 'newest']];
  for (const run of model.runs) choices.push([run.id, `${run.id} · ${clock(run.started)} · ${run.state}`]);
  options(byId('run'), choices, byId('run').value);
}

function showSeries(names) {
  const choices = names.map((name) => {
    const [vantage, ...rest] = name.split('/');
    return [name, rest.length === 0 ? (vantage === 'GENERATOR' ? 'whole run' : `whole run, ${vantage.toLowerCase()}`) : rest.join(' · ')];
  });
  options(byId('series'), choices, series);
}

/** Rewrites a selector only when its choices changed: an open one would close. */
function options(select, choices, chosen) {
  const key = JSON.stringify(choices);
  if (select.dataset.key !== key) {
    select.dataset.key = key;
    select.replaceChildren(...choices.map(([value, text]) => new Option(text, value)));
  }
  if (select.value !== chosen && chosen != null) select.value = chosen;
}

function showLink(state) {
  const link = byId('link');
  if (link.dataset.state === state) return;
  link.dataset.state = state;
  link.textContent = { live: 'live', connecting: 'connecting', lost: 'connection lost, trying again' }[state];
  document.body.classList.toggle('lost', state === 'lost');
}

function pause(wanted) {
  paused = wanted;
  byId('pause').setAttribute('aria-pressed', String(paused));
  byId('pause').textContent = paused ? 'Resume' : 'Pause';
  if (!paused) schedule();
}

function show(range) {
  seconds = range;
  for (const input of byId('range').elements) input.checked = Number(input.value) === range;
  schedule();
}

function point(step) {
  const last = model.grid(series, seconds).x.length - 1;
  if (last < 0) return;
  pointed = step == null ? null : Math.min(last, Math.max(0, (pointed ?? last + 1) + step));
  for (const plot of plots) plot.point(pointed);
}

for (const [value, text] of RANGES) {
  const label = document.createElement('label');
  const input = document.createElement('input');
  input.type = 'radio';
  input.name = 'range';
  input.value = value;
  input.addEventListener('change', () => show(value));
  label.append(input, text);
  byId('range').append(label);
}
byId('run').addEventListener('change', (event) => follow(event.target.value || null));
byId('series').addEventListener('change', (event) => {
  series = event.target.value;
  schedule();
});
byId('pause').addEventListener('click', () => pause(!paused));
document.addEventListener('keydown', (event) => {
  if (event.target.closest('select, input, button') || event.ctrlKey || event.metaKey || event.altKey) return;
  const range = RANGES[Number(event.key) - 1];
  if (event.key === ' ') pause(!paused);
  else if (range) show(range[0]);
  else if (event.key === 'ArrowLeft') point(-1);
  else if (event.key === 'ArrowRight') point(1);
  else if (event.key === 'Escape') point(null);
  else return;
  event.preventDefault();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  forgetColours();
  for (const plot of plots) plot.redraw();
  schedule();
});

show(seconds);
follow(new URLSearchParams(location.search).get('run'));
