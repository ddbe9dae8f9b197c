// Everything the page itself says, in both languages. What the server says (summaries, notes) is shown as it was written.

const en = {
  skip: 'Skip to the content', language: 'Language',
  locked: 'This server wants a key.', enterKey: 'Enter the key', key: 'Key', useKey: 'Use it', cancel: 'Cancel',
  keyNote: 'It was printed when the server first started. It is kept until this tab is closed.', keyRefused: 'The server does not take this key.',
  updated: time => `Updated ${time}`, connecting: 'Asking the server …',
  noAnswer: time => `The server has not answered since ${time}. What is shown is as old as that.`,
  neverAnswered: 'The server does not answer.',
  serverFails: why => `The server answers with a failure: ${why}`,
  allGenerated: 'Demo: this traffic is generated, no real service is behind it, and its clock runs ahead of yours.',
  someGenerated: services => `Generated traffic, no real service: ${services}.`,
  noneOpen: 'No open incidents', open: n => n === 1 ? '1 open incident' : `${n} open incidents`,
  untaken: (n, open) => n === 0 ? open === 1 ? 'acknowledged' : 'all acknowledged' : n < open ? `${n} not acknowledged` : open === 1 ? 'not acknowledged' : 'none acknowledged',
  nothingYet: 'No events have arrived yet',
  extent: (streams, services) => `${streams === 1 ? '1 stream' : `${streams} streams`} of ${services === 1 ? '1 service' : `${services} services`}`,
  openIncidents: 'Open incidents', endedIncidents: 'Ended lately', newIncident: (severity, summary) => `New incident, severity ${severity}: ${summary}`,
  severity: 'Severity', state: 'State', what: 'What', since: 'Since', acknowledged: 'Acknowledged', ended: 'Ended', lasted: 'Lasted',
  notAcknowledged: 'no', acknowledgedBy: by => `by ${by}`, lasting: span => `for ${span}`,
  streams: 'Streams', streamsNote: 'Each with its newest closed window. Latency is that of successful calls; tokens are a call’s mean, in and out.',
  noStreams: 'None yet. Send events to POST /api/events and their streams appear here.',
  stream: 'Stream', window: 'Window', events: 'Events', errors: 'Errors', refusals: 'Refusals', p50: 'Latency p50', p95: 'Latency p95',
  tokensIn: 'Tokens in', tokensOut: 'Tokens out', incident: 'Incident', noIncident: '–', severityOf: n => `severity ${n}`, noWindow: 'none lately',
  windowStates: { open: 'still open', incomplete: 'incomplete', late: 'all late' },
  books: 'The books', balances: 'The books balance: every event received is accounted for.',
  unbalanced: n => `The books do not balance: ${n} events are not accounted for.`, unbalancedJudge: 'The books do not balance: eligible is not judged plus skipped plus waiting.',
  received: 'Received', scored: 'Scored', setAside: 'Set aside', duplicates: 'Duplicates', eligible: 'Eligible for the judge', judged: 'Judged', skipped: 'Skipped', waiting: 'Waiting for the judge',
  noJudge: 'No judge is configured: answers are checked by rules alone.',
  judgeIs: (model, isSimulated) => `The judge is ${model}${isSimulated ? ', simulated: no model is behind it' : ''}.`,
  judgeSpent: (calls, perMinute, usd, perDay) => `${calls} of ${perMinute} calls this minute, ${usd} of ${perDay} today.`,
  judgeDrifted: (now, before) => `It no longer judges as it did: it sees ${now} of the known answers right, ${before} was normal.`,
  judgeSteady: now => `It judges as it did: ${now} of the known answers right.`, judgeUnproven: 'Whether it judges as it did is not known yet.',
  term: 'Term', number: 'Number', late: n => `${n} events came later than a window waits for them; they are scored and counted as late.`,
  back: '← All incidents', notFound: 'There is no incident with this id.',
  service: 'Service', symptom: 'Symptom', cause: 'Suspected cause', confidence: 'Confidence', nearlySure: 'over 99 %', opened: 'Opened', origin: 'Opened by', called: 'Paging', repeats: 'Repeats',
  byHand: 'a person', byDetector: 'detectors', wasCalled: 'somebody was called', notCalled: 'recorded only', unknown: 'unknown', fromTo: (from, to) => `${from} to ${to}`,
  act: 'Act', yourName: 'Your name', note: 'Note',
  actions: { acknowledge: 'Acknowledge', resolve: 'Resolve', 'false-positive': 'False positive', reopen: 'Reopen', annotate: 'Add the note', resend: 'Send failed notifications again' },
  done: { acknowledge: 'Acknowledged.', resolve: 'Resolved.', 'false-positive': 'Marked as a false positive.', reopen: 'Reopened.', annotate: 'Noted.', resend: 'They are on their way again.' },
  conflict: (action, state) => `Not done (${action}): meanwhile the incident is ${state}.`, failed: why => `Not done: ${why}`, noAnswerToAct: 'Not done: the server does not answer.',
  needsNote: 'Write a note first.',
  signals: 'Signals', noSignals: 'None: it was opened by hand.', metric: 'Metric', expected: 'Expected', observed: 'Observed', effect: 'Effect',
  effectOf: z => `${z} × spread`, timeline: 'Timeline',
  minutes: m => `${m} min`, hoursMinutes: (h, m) => `${h} h ${m} min`, daysHours: (d, h) => `${d} d ${h} h`,
  states: { detected: 'detected', triaged: 'open', verifying: 'verifying recovery', resolved: 'resolved', closed: 'closed', 'false-positive': 'false positive' },
  signalStates: { active: 'active', recovering: 'recovering', recovered: 'recovered' },
  symptoms: {
    'performance-degradation': 'performance degradation', 'deployment-failure': 'deployment failure', 'degraded-quality': 'degraded quality',
    'invalid-output': 'invalid or refused output', 'unsafe-output': 'unsafe output', unavailability: 'unavailability', capacity: 'capacity or throttling',
    'cost-anomaly': 'cost anomaly', 'pipeline-fault': 'the watching itself fails',
  },
  causes: { unknown: 'unknown', 'judge changed': 'judge changed', 'model changed': 'model changed', 'capacity or quota': 'capacity or quota' },
  layers: { infrastructure: 'infrastructure', model: 'model', operation: 'operation' },
  kinds: {
    opened: 'Opened', triaged: 'Triaged', 'signal-joined': 'A signal joined', 'signal-recovering': 'A signal is recovering', 'signal-relapsed': 'A signal relapsed',
    'signal-recovered': 'A signal recovered', acknowledged: 'Acknowledged', annotated: 'Note', resolved: 'Resolved', reopened: 'Reopened',
    'marked-false-positive': 'Marked as a false positive', closed: 'Closed', reminded: 'Reminded', notified: 'Notified', 'notification-failed': 'A notification failed', 'notifications-resent': 'Notifications sent again',
  },
  metrics: {
    'model-swap-rate': 'answers from another model', 'throttled-rate': 'throttled calls', 'server-error-rate': 'server errors', 'timeout-rate': 'timeouts',
    'error-rate': 'failed calls', 'content-filter-rate': 'filtered answers', 'refusal-rate': 'refusals', 'empty-rate': 'empty answers', 'format-rate': 'broken format',
    'repetition-rate': 'repetitive answers', 'language-mismatch-rate': 'wrong language', 'truncated-rate': 'truncated answers', 'negative-feedback-rate': 'negative feedback',
    'judged-pass-rate': 'answers the judge would pass', 'judge-agreement': 'agreement with known verdicts', risk: 'risk', 'time-to-first-token': 'time to first token', latency: 'latency', 'output-rate': 'output speed', cost: 'cost of a call',
    'input-tokens': 'input tokens', 'output-tokens': 'output tokens', traffic: 'calls a window',
  },
};

const ja = {
  skip: '本文へ移動', language: '言語',
  locked: 'このサーバーにはキーが必要です。', enterKey: 'キーを入力', key: 'キー', useKey: '使用する', cancel: 'キャンセル',
  keyNote: 'サーバーの初回起動時に表示されたものです。このタブを閉じるまで保持されます。', keyRefused: 'このキーは受け付けられませんでした。',
  updated: time => `${time} 更新`, connecting: 'サーバーに問い合わせています…',
  noAnswer: time => `${time} 以降、サーバーから応答がありません。表示はその時点のものです。`,
  neverAnswered: 'サーバーから応答がありません。',
  serverFails: why => `サーバーがエラーを返しました: ${why}`,
  allGenerated: 'デモ: このトラフィックは生成されたもので、実在のサービスではありません。時刻は実際より速く進みます。',
  someGenerated: services => `生成されたトラフィックです(実在のサービスではありません): ${services}`,
  noneOpen: '対応中のインシデントはありません', open: n => `対応中のインシデント ${n} 件`,
  untaken: n => n === 0 ? '確認済み' : `未確認 ${n} 件`,
  nothingYet: 'イベントはまだ届いていません',
  extent: (streams, services) => `${services} サービス、${streams} ストリーム`,
  openIncidents: '対応中のインシデント', endedIncidents: '最近終了したもの', newIncident: (severity, summary) => `新しいインシデント、重大度 ${severity}: ${summary}`,
  severity: '重大度', state: '状態', what: '内容', since: '開始', acknowledged: '確認', ended: '終了', lasted: '継続時間',
  notAcknowledged: '未確認', acknowledgedBy: by => `${by} が確認`, lasting: span => `${span}経過`,
  streams: 'ストリーム', streamsNote: '直近に閉じたウィンドウの値です。レイテンシは成功した呼び出しのもの、トークンは呼び出しあたりの平均(入力・出力)です。',
  noStreams: 'まだありません。POST /api/events にイベントを送ると表示されます。',
  stream: 'ストリーム', window: 'ウィンドウ', events: 'イベント', errors: 'エラー率', refusals: '拒否率', p50: '遅延 p50', p95: '遅延 p95',
  tokensIn: '入力トークン', tokensOut: '出力トークン', incident: 'インシデント', noIncident: '–', severityOf: n => `重大度 ${n}`, noWindow: '最近なし',
  windowStates: { open: '未確定', incomplete: '不完全', late: 'すべて遅着' },
  books: '収支', balances: '収支は合っています。受信したイベントはすべて説明がつきます。',
  unbalanced: n => `収支が合いません: ${n} 件のイベントの行方が不明です。`, unbalancedJudge: '収支が合いません: 評価対象と、評価済み・省略・評価待ちの合計が一致しません。',
  received: '受信', scored: '採点', setAside: '除外', duplicates: '重複', eligible: '評価対象', judged: '評価済み', skipped: '省略', waiting: '評価待ち',
  noJudge: '評価モデルは設定されていません。回答はルールだけで検査されています。',
  judgeIs: (model, isSimulated) => `評価モデルは ${model} です${isSimulated ? '(模擬であり、実際のモデルではありません)' : ''}。`,
  judgeSpent: (calls, perMinute, usd, perDay) => `この 1 分の呼び出し ${calls} / ${perMinute} 回、本日 ${usd} / ${perDay}。`,
  judgeDrifted: (now, before) => `評価の基準が変わりました。正解の分かっている回答の正答率は ${now}(通常は ${before})です。`,
  judgeSteady: now => `評価の基準は変わっていません。正解の分かっている回答の正答率は ${now} です。`, judgeUnproven: '評価の基準が変わっていないかは、まだ分かりません。',
  term: '項目', number: '件数', late: n => `${n} 件はウィンドウの待ち時間を過ぎて届きました。採点され、遅着として数えられています。`,
  back: '← インシデント一覧', notFound: 'この ID のインシデントはありません。',
  service: 'サービス', symptom: '症状', cause: '推定原因', confidence: '確信度', nearlySure: '99 % 超', opened: '検知時刻', origin: '起票', called: '呼び出し', repeats: '再発元',
  byHand: '人', byDetector: '検知器', wasCalled: '担当者を呼び出し済み', notCalled: '記録のみ', unknown: '不明', fromTo: (from, to) => `${from}から${to}へ`,
  act: '対応', yourName: '名前', note: 'メモ',
  actions: { acknowledge: '確認する', resolve: '解決にする', 'false-positive': '誤検知にする', reopen: '再開する', annotate: 'メモを追加', resend: '失敗した通知を再送' },
  done: { acknowledge: '確認しました。', resolve: '解決にしました。', 'false-positive': '誤検知にしました。', reopen: '再開しました。', annotate: 'メモを追加しました。', resend: '再送を始めました。' },
  conflict: (action, state) => `「${action}」はできませんでした。インシデントはすでに「${state}」です。`, failed: why => `できませんでした: ${why}`, noAnswerToAct: 'できませんでした。サーバーから応答がありません。',
  needsNote: '先にメモを書いてください。',
  signals: 'シグナル', noSignals: 'なし(人が起票しました)。', metric: '指標', expected: '通常', observed: '観測', effect: '変化の大きさ',
  effectOf: z => `ばらつきの ${z} 倍`, timeline: '経過',
  minutes: m => `${m} 分`, hoursMinutes: (h, m) => `${h} 時間 ${m} 分`, daysHours: (d, h) => `${d} 日 ${h} 時間`,
  states: { detected: '検知', triaged: '対応中', verifying: '回復を検証中', resolved: '解決済み', closed: '終了', 'false-positive': '誤検知' },
  signalStates: { active: '継続中', recovering: '回復中', recovered: '回復済み' },
  symptoms: {
    'performance-degradation': '性能低下', 'deployment-failure': 'デプロイ失敗', 'degraded-quality': '品質低下', 'invalid-output': '無効な出力・拒否',
    'unsafe-output': '安全でない出力', unavailability: '利用不可', capacity: '容量・スロットリング', 'cost-anomaly': '費用の異常', 'pipeline-fault': '監視自体の障害',
  },
  causes: { unknown: '不明', 'judge changed': '評価モデルの変更', 'model changed': 'モデルの変更', 'capacity or quota': '容量またはクォータ' },
  layers: { infrastructure: 'インフラ', model: 'モデル', operation: '運用' },
  kinds: {
    opened: '起票', triaged: 'トリアージ', 'signal-joined': 'シグナル追加', 'signal-recovering': 'シグナル回復中', 'signal-relapsed': 'シグナル再悪化',
    'signal-recovered': 'シグナル回復', acknowledged: '確認', annotated: 'メモ', resolved: '解決', reopened: '再開', 'marked-false-positive': '誤検知と判定',
    closed: '終了', reminded: '再通知', notified: '通知', 'notification-failed': '通知失敗', 'notifications-resent': '通知を再送',
  },
  metrics: {
    'model-swap-rate': '別モデルの回答', 'throttled-rate': 'スロットリング', 'server-error-rate': 'サーバーエラー', 'timeout-rate': 'タイムアウト', 'error-rate': '失敗した呼び出し',
    'content-filter-rate': 'フィルターされた回答', 'refusal-rate': '拒否', 'empty-rate': '空の回答', 'format-rate': '形式の崩れ', 'repetition-rate': '繰り返し',
    'language-mismatch-rate': '言語の不一致', 'truncated-rate': '途切れた回答', 'negative-feedback-rate': '低評価', 'judged-pass-rate': '評価モデルの合格率', 'judge-agreement': '既知の回答との一致率', risk: 'リスク', 'time-to-first-token': '最初のトークンまでの時間',
    latency: 'レイテンシ', 'output-rate': '出力速度', cost: '呼び出し単価', 'input-tokens': '入力トークン', 'output-tokens': '出力トークン', traffic: 'ウィンドウあたりの呼び出し',
  },
};

const choiceName = 'kanshi-language';

/** The texts of the language in use. */
export let t = en;

export const language = () => t === ja ? 'ja' : 'en';

/** For numbers and dates: the reader's own habit within that language. */
export const locale = () => navigator.languages.find(one => one.toLowerCase().startsWith(language())) ?? language();

/** Puts the language into use, and into all that is written in the page's own HTML. */
export function speak(wanted) {
  t = wanted === 'ja' ? ja : en;
  document.documentElement.lang = language();
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = t[node.dataset.t];
  for (const node of document.querySelectorAll('[data-t-label]')) node.setAttribute('aria-label', t[node.dataset.tLabel]);
  for (const button of document.querySelectorAll('[data-language]')) button.setAttribute('aria-pressed', String(button.dataset.language === language()));
}

export const speakAsChosen = () => speak(localStorage.getItem(choiceName) ?? (navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en'));

export function choose(wanted) {
  localStorage.setItem(choiceName, wanted);
  speak(wanted);
}
