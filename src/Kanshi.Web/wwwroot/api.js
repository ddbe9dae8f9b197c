// Calls to the server's own API. A key, where one is wanted, stays in this tab.

const patience = 10_000;
const keyName = 'kanshi-key';

/** The server wants a key, or another one. */
export class Locked extends Error {}

/** The server refused: its status, and its own words with the facts beside them. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.state = problem.state ?? null;
  }
}

export const useKey = key => sessionStorage.setItem(keyName, key);

export const hasKey = () => sessionStorage.getItem(keyName) !== null;

export const get = path => call(path, {});

export const post = (path, body) => call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function call(path, request) {
  const key = sessionStorage.getItem(keyName);
  const response = await fetch(path, {
    ...request,
    headers: { ...request.headers, ...(key ? { 'x-functions-key': key } : {}) },
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
  });
  if (response.status === 401) throw new Locked();
  if (!response.ok) throw new Refused(response.status, await response.json().catch(() => ({})));
  return response.json();
}
