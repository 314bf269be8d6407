// What the charts show. Each names its lines and says how a window gives their values.

import { count, duration, money } from '/format.js';
import { CAUSES } from '/model.js';

const SECOND = (value) => `${count(value)}/s`;

/** The highest percentile that the window's sample count supports, as the server named it. */
function tail(distribution) {
  return distribution.tail ? distribution[distribution.tail] : null;
}

export const CHARTS = [
  {
    id: 'ttft',
    title: 'Time to first token',
    about: `From the actual start of an attempt to its first generated token of any kind. The band reaches from the median to
      the 99th percentile, or to the highest one that the second's sample count supports (p99 needs n ≥ 100). Dashed: the
      median from the <em>intended</em> start of the request, waiting and retries included. Percentiles come from a
      histogram with ≤ 0.54 % relative error; the meter's own error bound is under the tile. Grey dots: the meter was not
      healthy, do not trust them.`,
    format: duration,
    least: 100e6,
    clockwork: true,
    lines: [
      { key: 'high', label: '', colour: 'sky', band: 'high', apart: true },
      { key: 'p50', label: 'p50', colour: 'blue', band: 'low', width: 2, apart: true },
      { key: 'felt', label: 'felt p50', colour: 'orange', dash: [5, 4] },
    ],
    values: (w) => ({ high: tail(w.ttft), highName: w.ttft.tail ?? 'p99', p50: w.ttft.p50, felt: w.ttftIntended.p50 }),
  },
  {
    id: 'gaps',
    title: 'Between tokens',
    about: `Every gap between two arrivals of one attempt, p50 to p99 (or the highest percentile that n supports). Dashed:
      median time per output token, (last − first arrival) / (output tokens − 1), of the attempts that ended in the second.
      Arrivals read at once have a gap of zero. Grey dots: the meter was not healthy.`,
    format: duration,
    least: 100e6,
    clockwork: true,
    lines: [
      { key: 'high', label: '', colour: 'mint', band: 'high', apart: true },
      { key: 'p50', label: 'gap p50', colour: 'green', band: 'low', width: 2, apart: true },
      { key: 'tpot', label: 'TPOT p50', colour: 'orange', dash: [5, 4] },
    ],
    values: (w) => ({
      high: tail(w.interToken), highName: `gap ${w.interToken.tail ?? 'p99'}`, p50: w.interToken.p50, tpot: w.tpot.p50,
    }),
  },
  {
    id: 'tokens',
    title: 'Token rate',
    about: `Arrivals: generated deltas in the second in which they came. Output: the server's own usage count,
      in the second in which the attempt ended.`,
    format: SECOND,
    lines: [
      { key: 'arrivals', label: 'arrivals', colour: 'green', width: 2, area: true },
      { key: 'output', label: 'output', colour: 'purple' },
    ],
    values: (w) => ({ arrivals: w.arrivals / w.w, output: w.outTokens / w.w }),
  },
  {
    id: 'throttle',
    title: 'Refused, by cause',
    about: `Attempts that the provider turned away, per second, by the limit that the answer named. Capacity: overload or
      shared capacity. Other rate: per day, ramp, or a limit without a name. Size: one request larger than
      the limit. Access: key or permission. Shed:
      requests that our own virtual users gave up before or instead of sending.`,
    format: SECOND,
    stacked: true,
    lines: [
      { key: 'requests', label: 'requests', colour: 'orange', hideZero: true },
      { key: 'tokens', label: 'tokens', colour: 'blue', hideZero: true },
      { key: 'concurrency', label: 'concurrency', colour: 'purple', hideZero: true },
      { key: 'quota', label: 'quota', colour: 'vermillion', hideZero: true },
      { key: 'capacity', label: 'capacity', colour: 'sky', hideZero: true },
      { key: 'other', label: 'other rate', colour: 'yellow', hideZero: true },
      { key: 'size', label: 'size', colour: 'mint', hideZero: true },
      { key: 'access', label: 'access', colour: 'ink', hideZero: true },
      { key: 'shed', label: 'shed by us', colour: 'faint', hideZero: true },
    ],
    values: (w) => ({
      ...Object.fromEntries(CAUSES.map((cause) => [cause, (w.refused[cause] ?? 0) / w.w])),
      shed: ((w.requests.SHED ?? 0) + (w.requests.DROPPED ?? 0)) / w.w,
    }),
  },
  {
    id: 'load',
    title: 'Load',
    about: `Offered: requests whose intended start fell into the second, whatever became of them. Achieved: requests whose
      first attempt was really sent. Done: requests that ended well. Open (right scale): requests in flight at the end of
      the second. Offered, achieved and open belong to the whole run, not to a single series.`,
    format: SECOND,
    right: count,
    lines: [
      { key: 'offered', label: 'offered', colour: 'orange', dash: [5, 4] },
      { key: 'started', label: 'achieved', colour: 'blue', width: 2 },
      { key: 'done', label: 'done', colour: 'green' },
      { key: 'open', label: 'open', colour: 'purple', scale: 'right' },
    ],
    values: (w) => {
      const whole = !w.s.includes('/');
      return {
        offered: whole ? w.offered / w.w : null,
        started: whole ? w.started / w.w : null,
        done: (w.requests.OK ?? 0) / w.w,
        open: whole ? w.inFlight : null,
      };
    },
  },
  {
    id: 'cost',
    title: 'Cost so far',
    about: `What the attempts cost by the run's price book, summed in 10<sup>−12</sup> of the currency, so without rounding.
      Wasted: the part spent on attempts that did not end well. With the simulator: what it would have cost.`,
    format: (value, context) => money(value, context?.currency ?? 'USD'),
    least: 1e10,
    lines: [
      { key: 'cost', label: 'cost', colour: 'blue', width: 2, area: true },
      { key: 'wasted', label: 'wasted', colour: 'vermillion' },
    ],
    values: (w, context, i) => ({ cost: context?.cost[i], wasted: context?.wasted[i] }),
  },
];

/** Cost before each window's end: counted back from the totals, so that it is right when early windows are gone. */
export function runningCost(grid, total) {
  const cost = new Array(grid.w.length);
  const wasted = new Array(grid.w.length);
  let spent = total?.costPico ?? 0;
  let lost = total?.wastedPico ?? 0;
  for (let i = grid.w.length - 1; i >= 0; i--) {
    cost[i] = spent;
    wasted[i] = lost;
    spent -= grid.w[i]?.costPico ?? 0;
    lost -= grid.w[i]?.wastedPico ?? 0;
  }
  return { cost, wasted };
}
