// Numbers with units. Every figure on the page goes through here, so that it is rounded in one way.

const NONE = '–';

/** Three significant digits, without exponent; thousands get k, millions M. */
export function count(value) {
  if (value == null || Number.isNaN(value)) return NONE;
  const size = Math.abs(value);
  if (size >= 1e9) return `${digits(value / 1e9)} G`;
  if (size >= 1e6) return `${digits(value / 1e6)} M`;
  if (size >= 1e5) return `${digits(value / 1e3)} k`;
  if (size >= 1000) return Math.round(value).toLocaleString('en').replaceAll(',', '\u202f');
  return Number.isInteger(value) ? String(value) : digits(value);
}

/** A duration given in nanoseconds. */
export function duration(nanos) {
  if (nanos == null || Number.isNaN(nanos)) return NONE;
  const size = Math.abs(nanos);
  if (size === 0) return '0 ms';
  if (size < 1e3) return `${Math.round(nanos)} ns`;
  if (size < 1e6) return `${digits(nanos / 1e3)} µs`;
  if (size < 1e9) return `${digits(nanos / 1e6)} ms`;
  if (size < 120e9) return `${digits(nanos / 1e9)} s`;
  return `${digits(nanos / 60e9)} min`;
}

/** Money given in 10^-12 of the currency. */
export function money(pico, currency) {
  if (pico == null || Number.isNaN(pico)) return NONE;
  const value = pico / 1e12;
  const sign = currency === 'USD' ? '$' : `${currency}\u00a0`;
  if (value === 0) return `${sign}0`;
  if (Math.abs(value) >= 1) return sign + value.toFixed(2);
  return sign + value.toFixed(Math.min(9, 2 - Math.floor(Math.log10(Math.abs(value)))));
}

/** Of the day, 24 hours, in the reader's zone. */
export function clock(seconds) {
  return new Date(seconds * 1000).toTimeString().slice(0, 8);
}

/** A span of time as a person says it. */
export function span(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const rest = String(whole % 60).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)}:${rest}`;
  return `${Math.floor(whole / 3600)}:${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')}:${rest}`;
}

/** RATE_REQUESTS becomes "rate requests". */
export function words(name) {
  return name.toLowerCase().replaceAll('_', ' ');
}

/** Splits "1.23 s" so that the unit can be set smaller. */
export function parts(text) {
  const match = /^(.*?)[ \u00a0]([a-zµ/%GMk]+)$/.exec(text);
  return match ? [match[1], match[2]] : [text, ''];
}

function digits(value) {
  const size = Math.abs(value);
  if (size >= 100) return value.toFixed(0);
  return value.toFixed(size >= 10 ? 1 : 2);
}
