#!/usr/bin/env bash
# Sends one event that can be scored and one that is no JSON, and waits until the books say that neither was lost.
# Needs curl and jq, and a Kanshi that has received nothing yet. Usage: infra/emulators/smoke.sh URL
set -euo pipefail
url=${1:?usage: smoke.sh URL}

request() { curl --silent --show-error --fail-with-body --max-time 10 "$@"; }

# wait_for SECONDS WHAT COMMAND...: until the command succeeds; each try is itself bounded by curl's time.
wait_for() {
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    ((SECONDS < deadline)) || { echo "gave up waiting: $what" >&2; return 1; }
    sleep 1
  done
  echo "ok: $what"
}

healthy() { request --output /dev/null "$url/api/health" 2>/dev/null; }

books_balance() {
  books=$(request "$url/api/accounting") || return 1
  jq --exit-status '.received == 2 and .scored == 1 and ([.setAside[]] | add) == 1 and .balances' >/dev/null <<<"$books"
}

# Long enough for the emulators' images to be fetched.
wait_for 300 "the app is healthy" healthy

events=$(printf '{"time":"%s","service":"smoke","status":200,"output":"Hello."}\n{"time":' "$(date --utc +%Y-%m-%dT%H:%M:%SZ)")
receipt=$(request --header 'Content-Type: application/x-ndjson' --data-binary "$events" "$url/api/events")
jq --exit-status '.received == 2 and .accepted == 1 and (.setAside | length) == 1' >/dev/null <<<"$receipt" ||
  { echo "not the receipt that was to come: $receipt" >&2; exit 1; }
echo "ok: two events received, one of them set aside at the door"

books=none
wait_for 120 "received 2 = scored 1 + set aside 1" books_balance || { echo "the books: $books" >&2; exit 1; }
