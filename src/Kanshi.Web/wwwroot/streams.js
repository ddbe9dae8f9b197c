// Streams with their newest closed window.

import { byId, dataTable, el, setText, show } from './dom.js';
import { count, milliseconds, percent, timeNode } from './format.js';
import { address, isOpen, tone } from './incidents.js';
import { t } from './texts.js';

const number = (title, of) => ({ title, numeric: true, fill: (cell, stream) => setText(cell, of(stream.lastWindow)) });

const name = {
  title: () => t.stream,
  wide: true,
  fill: (cell, { service, deployment, operation }) => show(cell, [service, deployment, operation], () => [
    el('span', {}, service), el('span', { class: 'aside' }, `${deployment} / ${operation}`)]),
};

const windowColumn = {
  title: () => t.window,
  fill: (cell, { lastWindow: last }) => show(cell, [last?.start, last?.end, last?.state], () => {
    if (!last) return t.noWindow;
    const special = t.windowStates[last.state.toLowerCase()];
    return [el('span', { class: 'span' }, timeNode(last.start), '–', timeNode(last.end, last.start)), special ? el('span', { class: 'aside' }, special) : null];
  }),
};

/** The open incident that a stream is part of: one of its signals, or one that a person opened for the whole service. */
const incidentOf = (stream, incidents) => incidents.find(incident => isOpen(incident) && (incident.signals.length > 0
  ? incident.signals.some(({ signal }) => signal.stream.id === stream.id)
  : incident.service === stream.service));

export function streamTable(incidents) {
  const incident = {
    title: () => t.incident,
    fill: (cell, stream) => {
      const found = incidentOf(stream, incidents());
      show(cell, found && [found.id, found.severity], () => found ? el('a', { class: 'state', href: address(found) }, t.severityOf(found.severity)) : t.noIncident);
    },
  };
  const fill = dataTable(byId('streams'), [
    name,
    incident,
    windowColumn,
    number(() => t.events, last => count(last?.events)),
    number(() => t.errors, last => percent(last?.metrics['error-rate'])),
    number(() => t.refusals, last => percent(last?.metrics['refusal-rate'])),
    number(() => t.p50, last => milliseconds(last?.quantities.latencyMs?.p50)),
    number(() => t.p95, last => milliseconds(last?.quantities.latencyMs?.p95)),
    number(() => t.tokensIn, last => count(last?.quantities.inputTokens?.mean)),
    number(() => t.tokensOut, last => count(last?.quantities.outputTokens?.mean)),
  ], stream => stream.id, stream => {
    const found = incidentOf(stream, incidents());
    return found ? tone(found) : null;
  });
  return streams => {
    fill([...streams].sort((a, b) => a.id.localeCompare(b.id)));
    byId('no-streams').hidden = streams.length > 0;
  };
}

/** The services whose newest window holds events that say of themselves that they were generated. */
export const generatedServices = streams => [...new Set(streams
  .filter(({ lastWindow }) => (lastWindow?.dimensions['@generated']?.true ?? 0) > 0)
  .map(({ service }) => service))];
