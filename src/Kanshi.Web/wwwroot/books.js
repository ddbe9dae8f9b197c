// The accounting as two ledgers: the parts, each with its reasons, and below the rule what they must add up to.

import { byId, dataTable, setAttribute, setText } from './dom.js';
import { count } from './format.js';
import { t } from './texts.js';

const sum = reasons => Object.values(reasons).reduce((total, n) => total + n, 0);

const part = (title, n) => ({ key: title, title, n, kind: null });

const reasons = known => Object.entries(known).sort(([, a], [, b]) => b - a).map(([reason, n]) => ({ key: `reason ${reason}`, title: reason, n, kind: 'reason' }));

const total = (title, n) => ({ key: 'total', title, n, kind: 'total' });

const ledger = table => dataTable(table, [
  { title: () => t.term, fill: (cell, line) => setText(cell, line.title) },
  { title: () => t.number, numeric: true, fill: (cell, line) => setText(cell, count(line.n)) },
], line => line.key, line => line.kind);

export function booksTables() {
  const [fillEvents, fillJudge] = [ledger(byId('events-book')), ledger(byId('judge-book'))];
  return books => {
    fillEvents([
      part(t.scored, books.scored), part(t.setAside, sum(books.setAside)), ...reasons(books.setAside), part(t.duplicates, books.duplicates),
      total(t.received, books.received)]);
    fillJudge([part(t.judged, books.judged), part(t.skipped, sum(books.skipped)), ...reasons(books.skipped), part(t.waiting, books.waiting), total(t.eligible, books.eligible)]);
    const missing = books.received - books.scored - sum(books.setAside) - books.duplicates;
    setText(byId('balance'), books.balances ? t.balances : missing !== 0 ? t.unbalanced(count(missing)) : t.unbalancedJudge);
    setAttribute(byId('balance'), 'data-state', books.balances ? null : 'bad');
    byId('late').hidden = books.late === 0;
    setText(byId('late'), t.late(count(books.late)));
  };
}
