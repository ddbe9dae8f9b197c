// Asks the server every five seconds, as long as somebody looks, and shows what it says.

import { get, hasKey, Locked, Refused, useKey } from './api.js';
import { booksTables } from './books.js';
import { byId, setAttribute, setText } from './dom.js';
import { clock } from './format.js';
import { incidentSheet } from './incident.js';
import { address, incidentTables, isOpen, tone } from './incidents.js';
import { showJudge } from './judge.js';
import { generatedServices, streamTable } from './streams.js';
import { choose, speakAsChosen, t } from './texts.js';

const interval = 5000;

let facts = null; // { incidents, streams, books, judge } as last heard
let heardAt = null;
let trouble = null; // what went wrong when last asked
let isLocked = false;
let known = null; // ids of incidents announced or there from the start
let timer = 0;
let round = 0; // answers to an older round are stale: something was done since
let left = null; // where the overview was when an incident was opened

/** The viewer's clock, or the server's where that is ahead, as in the demo. */
const now = () => Math.max(Date.now(), ...(facts?.incidents ?? []).flatMap(incident => incident.timeline.slice(-1).map(entry => Date.parse(entry.at))));

speakAsChosen();
const showIncidents = incidentTables(now);
const showStreams = streamTable(() => facts.incidents);
const showBooks = booksTables();
const showIncident = incidentSheet(changed, lock);

async function poll() {
  clearTimeout(timer);
  if (document.hidden || isLocked) return;
  const mine = ++round;
  try {
    const [incidents, streams, books, judge] = await Promise.all([get('/api/incidents'), get('/api/streams'), get('/api/accounting'), get('/api/judge')]);
    if (mine !== round) return;
    [facts, heardAt, trouble] = [{ incidents, streams, books, judge }, new Date(), null];
  } catch (problem) {
    if (mine !== round) return;
    if (problem instanceof Locked) return lock();
    trouble = problem;
  }
  render();
  timer = setTimeout(poll, interval);
}

function changed(incident) {
  if (incident) {
    facts.incidents = facts.incidents.map(other => other.id === incident.id ? incident : other);
    render();
  }
  void poll();
}

function wantedId() {
  const id = /^#\/incidents\/(.+)$/.exec(location.hash)?.[1];
  try {
    return id ? decodeURIComponent(id) : null;
  } catch {
    return id;
  }
}

function render() {
  renderHead();
  if (!facts) return;
  const id = wantedId();
  byId('overview').hidden = id !== null;
  byId('incident').hidden = id === null;
  announce();
  if (id !== null) {
    showIncident(facts.incidents.find(incident => incident.id === id) ?? null);
    return;
  }
  renderVerdict();
  showIncidents(facts.incidents);
  showStreams(facts.streams);
  showBooks(facts.books);
  showJudge(facts.judge);
}

function renderHead() {
  setText(byId('pulse'), trouble || isLocked ? '' : heardAt ? t.updated(clock(heardAt)) : t.connecting);
  byId('trouble').hidden = !trouble;
  setText(byId('trouble'), !trouble ? '' : trouble instanceof Refused ? t.serverFails(trouble.message) : heardAt ? t.noAnswer(clock(heardAt)) : t.neverAnswered);
  byId('locked').hidden = !isLocked;
  setAttribute(byId('main'), 'data-stale', trouble && facts ? '' : null);
  const generated = facts ? generatedServices(facts.streams) : [];
  const isAll = new Set(facts?.streams.map(stream => stream.service)).size === generated.length;
  byId('generated').hidden = generated.length === 0;
  setText(byId('generated'), generated.length === 0 ? '' : isAll ? t.allGenerated : t.someGenerated(generated.join(', ')));
}

function renderVerdict() {
  const open = facts.incidents.filter(isOpen);
  const untaken = open.filter(incident => !incident.acknowledged).length;
  const isEmpty = facts.streams.length === 0 && facts.books.received === 0 && facts.incidents.length === 0;
  setText(byId('verdict'), open.length > 0 ? `${t.open(open.length)}, ${t.untaken(untaken, open.length)}` : isEmpty ? t.nothingYet : t.noneOpen);
  const tones = open.map(tone);
  setAttribute(byId('verdict'), 'data-state', tones.includes('bad') ? 'bad' : tones.includes('warn') ? 'warn' : null);
  setText(byId('extent'), t.extent(facts.streams.length, new Set(facts.streams.map(stream => stream.service)).size));
}

/** Tells a screen reader, and the tab, of what is new. */
function announce() {
  const open = facts.incidents.filter(isOpen);
  const fresh = known ? open.filter(incident => !known.has(incident.id)) : [];
  known = new Set([...known ?? [], ...open.map(incident => incident.id)]);
  if (fresh.length > 0) byId('announcement').textContent = fresh.map(incident => t.newIncident(incident.severity, incident.summary)).join('. ');
  document.title = open.length > 0 ? `(${open.length}) Kanshi` : 'Kanshi';
}

function lock() {
  clearTimeout(timer);
  isLocked = true;
  setText(byId('key-note'), hasKey() ? t.keyRefused : t.keyNote);
  renderHead();
  askForKey();
}

function askForKey() {
  if (!byId('key').open) byId('key').showModal();
}

byId('unlock').addEventListener('click', askForKey);
byId('key-cancel').addEventListener('click', () => byId('key').close());
byId('key-form').addEventListener('submit', event => {
  event.preventDefault();
  useKey(byId('key-text').value.trim());
  byId('key-text').value = '';
  byId('key').close();
  isLocked = false;
  void poll();
});

document.addEventListener('visibilitychange', () => void poll());

addEventListener('hashchange', () => {
  const id = wantedId();
  if (id !== null) left = { id, y: left?.y ?? scrollY };
  render();
  if (id !== null) {
    scrollTo(0, 0);
    byId('summary').focus({ preventScroll: true });
  } else if (left) {
    scrollTo(0, left.y);
    [...document.querySelectorAll('#overview a')].find(link => link.getAttribute('href') === address(left))?.focus({ preventScroll: true });
    left = null;
  }
});

for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => {
    choose(button.dataset.language);
    render();
  });
}

render();
void poll();
