// Numbers as people read them, and times in the viewer's zone with UTC in the title.

import { el } from './dom.js';
import { locale, t } from './texts.js';

const none = '–';

export const count = value => value === null || value === undefined ? none : new Intl.NumberFormat(locale()).format(Math.round(value));

const digits = value => new Intl.NumberFormat(locale(), { maximumFractionDigits: Math.abs(value) >= 10 ? 0 : Math.abs(value) >= 1 ? 1 : 2 }).format(value);

export const percent = share => share === null || share === undefined ? none : `${digits(share * 100)} %`;

export const dollars = usd => `$${usd.toFixed(usd > 0 && usd < 0.1 ? 4 : 2)}`;

export const milliseconds = ms => ms === null || ms === undefined ? none : ms < 999.5 ? `${digits(ms)} ms` : `${digits(ms / 1000)} s`;

/** A value of a window metric in its own unit. */
export function metricValue(metric, value) {
  if (metric.endsWith('-rate') && metric !== 'output-rate') return percent(value);
  switch (metric) {
    case 'latency':
    case 'time-to-first-token': return milliseconds(value);
    case 'output-rate': return `${digits(value)} tokens/s`;
    case 'cost': return `$${value.toFixed(value < 0.1 ? 5 : 2)}`;
    default: return digits(value);
  }
}

export function duration(ms) {
  const minutes = Math.max(0, Math.round(ms / 60000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  if (days > 0) return t.daysHours(days, hours);
  return hours > 0 ? t.hoursMinutes(hours, rest) : t.minutes(minutes);
}

export const clock = date => new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(date);

const sameDay = (one, other) => one.toDateString() === other.toDateString();

function timeText(date, knownDay) {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  return new Intl.DateTimeFormat(locale(), sameDay(date, knownDay) ? time : { month: 'short', day: 'numeric', ...time }).format(date);
}

/** The day is said only where it is not the one the reader has in mind: today, or that of the time before. */
export function timeNode(iso, before = null) {
  const date = new Date(iso);
  return el('time', { datetime: date.toISOString(), title: `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC` }, timeText(date, before ? new Date(before) : new Date()));
}
