// One line on the judge: who it is, what it may spend, and whether it still judges as it did.

import { byId, setAttribute, setText } from './dom.js';
import { count, dollars, percent } from './format.js';
import { t } from './texts.js';

const standing = judge => {
  switch (judge.standing?.state) {
    case 'drifted': return t.judgeDrifted(percent(1 - judge.standing.observed), percent(1 - judge.standing.expected));
    case 'steady': return t.judgeSteady(percent(1 - judge.standing.observed));
    default: return t.judgeUnproven;
  }
};

export function showJudge(judge) {
  setText(byId('judge'), judge.configured
    ? `${t.judgeIs(judge.model, judge.model === 'simulated-judge')} ${t.judgeSpent(count(judge.callsThisMinute), count(judge.callsPerMinute), dollars(judge.usdToday), dollars(judge.usdPerDay))} ${standing(judge)}`
    : t.noJudge);
  setAttribute(byId('judge'), 'data-state', judge.standing?.state === 'drifted' ? 'bad' : null);
}
