// One incident: what is known, what happened, and what a person can do about it.

import { Locked, post, Refused } from './api.js';
import { byId, dataTable, el, follow, setAttribute, setText, show } from './dom.js';
import { count, metricValue, percent, timeNode } from './format.js';
import { address, isOpen, stateText, tone } from './incidents.js';
import { t } from './texts.js';

const nameKept = 'kanshi-name';

const streamText = ({ service, deployment, operation }) => `${service} / ${deployment} / ${operation}`;

const metricText = metric => t.metrics[metric] ?? metric;

const signalColumns = [
  { title: () => t.metric, wide: true, fill: (cell, { signal }) => show(cell, signal.id, () => [
    el('span', {}, metricText(signal.metric)), el('span', { class: 'aside' }, streamText(signal.stream))]) },
  { title: () => t.expected, numeric: true, fill: (cell, { signal }) => setText(cell, metricValue(signal.metric, signal.expected)) },
  { title: () => t.observed, numeric: true, fill: (cell, { signal }) => setText(cell, metricValue(signal.metric, signal.observed)) },
  { title: () => t.effect, numeric: true, fill: (cell, { signal }) => setText(cell, t.effectOf(count(signal.effect))) },
  { title: () => t.since, fill: (cell, { signal }) => show(cell, signal.since, () => timeNode(signal.since)) },
  { title: () => t.state, fill: (cell, { state }) => show(cell, state, () => el('span', { class: 'state' }, t.signalStates[state] ?? state)) },
];

const signalTones = { active: 'bad', recovering: 'warn', recovered: 'good' };

function facts(incident) {
  const cause = t.causes[incident.cause] ?? incident.cause;
  const lines = [
    [t.service, incident.service],
    [t.symptom, incident.symptom ? t.symptoms[incident.symptom] ?? incident.symptom : t.unknown],
    [t.cause, incident.layer ? `${cause} (${t.layers[incident.layer] ?? incident.layer})` : cause],
    [t.confidence, incident.confidence > .99 ? t.nearlySure : percent(incident.confidence)],
    [t.since, timeNode(incident.since)],
    [t.opened, timeNode(incident.openedAt)],
    [t.origin, incident.manual ? t.byHand : t.byDetector],
    [t.called, incident.paged ? t.wasCalled : t.notCalled],
    [t.acknowledged, incident.acknowledged ? [timeNode(incident.acknowledged.at), ` ${t.acknowledgedBy(incident.acknowledged.by)}`] : t.notAcknowledged],
  ];
  if (incident.resolvedAt) lines.push([t.ended, timeNode(incident.resolvedAt)]);
  if (incident.previousIncidentId) lines.push([t.repeats, el('a', { href: address({ id: incident.previousIncidentId }) }, incident.previousIncidentId)]);
  return lines.map(([term, fact]) => el('div', {}, el('dt', {}, term), el('dd', {}, ...[fact].flat())));
}

/** Notes of the machinery name signals and notifications by their ids; people want to read which. */
function noteText(entry, incident) {
  const signal = incident.signals.find(known => known.signal.id === entry.note)?.signal;
  if (signal) return `${metricText(signal.metric)}, ${streamText(signal.stream)}`;
  return entry.by === 'kanshi' && entry.note?.startsWith(`${incident.id}/`) ? entry.note.slice(incident.id.length + 1).replace(/^\d+ /, '') : entry.note;
}

function entryNode(entry, incident) {
  const moved = entry.from !== entry.to ? t.fromTo(t.states[entry.from] ?? entry.from, t.states[entry.to] ?? entry.to) : null;
  const note = noteText(entry, incident);
  return [
    timeNode(entry.at),
    el('div', {},
      el('strong', {}, t.kinds[entry.kind] ?? entry.kind), ` ${entry.by}`,
      moved ? el('span', { class: 'aside' }, moved) : '',
      note ? el('p', { class: 'written' }, note) : ''),
  ];
}

const actionsOf = incident => [
  ...isOpen(incident)
    ? [...incident.acknowledged ? [] : ['acknowledge'], 'resolve', 'false-positive', 'annotate']
    : ['reopen', ...incident.state === 'false-positive' ? [] : ['false-positive'], 'annotate'],
  ...incident.deadLetters?.length ? ['resend'] : [],
];

/**
 * Shows incidents, one at a time.
 * @param changed called with the incident as it is after an action, or null when it is not known.
 * @param locked called when the server wants a key.
 */
export function incidentSheet(changed, locked) {
  const fillSignals = dataTable(byId('signals'), signalColumns, ({ signal }) => signal.id, ({ state }) => signalTones[state]);
  const form = byId('act');
  let current = null;
  form.elements.by.value = localStorage.getItem(nameKept) ?? '';
  form.addEventListener('submit', event => {
    event.preventDefault();
    void act(event.submitter?.value ?? actionsOf(current)[0]);
  });

  async function act(action) {
    const acted = current;
    const [by, note] = [form.elements.by.value.trim(), form.elements.note.value.trim()];
    if (action === 'annotate' && !note) return tell(t.needsNote, true);
    localStorage.setItem(nameKept, by);
    const buttons = [...byId('buttons').children];
    buttons.forEach(button => button.setAttribute('aria-disabled', 'true'));
    try {
      const after = await post(`/api/incidents/${encodeURIComponent(acted.id)}/${action}`, { by, note: note || null });
      form.elements.note.value = '';
      changed(after);
      tell(t.done[action], false);
    } catch (problem) {
      if (problem instanceof Locked) return locked();
      tell(words(problem, action), true);
      changed(null);
    } finally {
      buttons.forEach(button => button.removeAttribute('aria-disabled'));
    }
  }

  function words(problem, action) {
    if (!(problem instanceof Refused)) return t.noAnswerToAct;
    return problem.status === 409 ? t.conflict(t.actions[action], t.states[problem.state] ?? problem.state) : t.failed(problem.message);
  }

  function tell(text, isBad) {
    setText(byId('outcome'), text);
    setAttribute(byId('outcome'), 'data-state', isBad ? 'bad' : null);
  }

  /** The buttons follow the state. When the one with the focus goes, the focus goes to the summary, not to the page's start. */
  function offer(incident) {
    const buttons = byId('buttons');
    const hadFocus = buttons.contains(document.activeElement);
    follow(buttons, actionsOf(incident), action => action, action => el('button', { type: 'submit', value: action }), (button, action) => setText(button, t.actions[action]));
    if (hadFocus && !buttons.contains(document.activeElement)) byId('summary').focus({ preventScroll: true });
  }

  return incident => {
    byId('found').hidden = !incident;
    byId('not-found').hidden = Boolean(incident);
    if (current?.id !== incident?.id) tell('', false);
    current = incident;
    if (!incident) return;
    setAttribute(byId('incident'), 'data-state', tone(incident));
    show(byId('standing'), [incident.severity, incident.state, incident.acknowledged], () => [
      el('span', {}, `${t.severity} ${incident.severity}`), el('span', { class: 'state' }, stateText(incident))]);
    setText(byId('summary'), incident.summary);
    show(byId('facts'), { ...incident, timeline: null, signals: null }, () => facts(incident));
    fillSignals(incident.signals);
    byId('no-signals').hidden = incident.signals.length > 0;
    const entries = incident.timeline.map((entry, i) => ({ entry, i })).reverse();
    follow(byId('timeline'), entries, ({ i }) => i, () => el('li'), (node, { entry }) => show(node, entry, () => entryNode(entry, incident)));
    offer(incident);
  };
}
