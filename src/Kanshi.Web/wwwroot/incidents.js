// Incidents in tables: what is open first, what ended lately after the streams.

import { byId, dataTable, el, setAttribute, setText, show } from './dom.js';
import { duration, timeNode } from './format.js';
import { t } from './texts.js';

const endedShown = 10;

export const isOpen = incident => ['detected', 'triaged', 'verifying'].includes(incident.state);

/** What colours it: bad asks for somebody, warn is in hands or recovering, good is over. */
export function tone(incident) {
  if (!isOpen(incident)) return incident.state === 'resolved' ? 'good' : null;
  return incident.acknowledged || incident.state === 'verifying' ? 'warn' : 'bad';
}

export const address = incident => `#/incidents/${encodeURIComponent(incident.id)}`;

export const stateText = incident => t.states[incident.state] ?? incident.state;

const severity = {
  title: () => t.severity,
  numeric: true,
  fill: (cell, incident) => setText(cell, String(incident.severity)),
};

const what = {
  title: () => t.what,
  wide: true,
  fill: (cell, incident) => {
    if (!cell.firstChild) cell.append(el('a'), el('span', { class: 'aside' }));
    setText(cell.firstChild, incident.summary);
    setAttribute(cell.firstChild, 'href', address(incident));
    setText(cell.lastChild, incident.service);
  },
};

const state = { title: () => t.state, fill: (cell, incident) => show(cell, incident.state, () => el('span', { class: 'state' }, stateText(incident))) };

const since = now => ({
  title: () => t.since,
  fill: (cell, incident) => {
    const lasting = duration(now() - new Date(incident.since));
    show(cell, [incident.since, lasting], () => [timeNode(incident.since), el('span', { class: 'aside' }, t.lasting(lasting))]);
  },
});

const acknowledged = {
  title: () => t.acknowledged,
  fill: (cell, { acknowledged: taken }) => show(cell, taken, () => taken
    ? [timeNode(taken.at), el('span', { class: 'aside' }, t.acknowledgedBy(taken.by))]
    : t.notAcknowledged),
};

const ended = {
  title: () => t.ended,
  fill: (cell, { resolvedAt }) => show(cell, resolvedAt, () => resolvedAt ? timeNode(resolvedAt) : '–'),
};

const lasted = {
  title: () => t.lasted,
  fill: (cell, { since: from, resolvedAt }) => setText(cell, resolvedAt ? duration(new Date(resolvedAt) - new Date(from)) : '–'),
};

export function incidentTables(now) {
  const fillOpen = dataTable(byId('open'), [severity, what, state, since(now), acknowledged], incident => incident.id, tone);
  const fillEnded = dataTable(byId('ended'), [severity, what, state, ended, lasted], incident => incident.id, tone);
  return incidents => {
    const open = incidents.filter(isOpen).sort((a, b) => a.severity - b.severity || b.openedAt.localeCompare(a.openedAt));
    const over = incidents.filter(incident => !isOpen(incident)).sort((a, b) => (b.resolvedAt ?? '').localeCompare(a.resolvedAt ?? ''));
    fillOpen(open);
    fillEnded(over.slice(0, endedShown));
    byId('open-section').hidden = open.length === 0;
    byId('ended-section').hidden = over.length === 0;
  };
}
