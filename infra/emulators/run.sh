#!/usr/bin/env bash
# Runs the published app on http://localhost:7071 against Azurite and the Event Hubs emulator, until it is stopped.
# Needs docker and Azure Functions Core Tools 4. Usage: infra/emulators/run.sh PUBLISHED
set -euo pipefail
published=$(cd "${1:?usage: run.sh PUBLISHED}" && pwd)
cd "$(dirname "$0")"

docker compose up --detach
for ((second = 0; ; second++)); do
  curl --silent --fail --max-time 5 --output /dev/null http://127.0.0.1:5300/health && break
  ((second < 120)) || { echo "the Event Hubs emulator is not healthy after 120 tries: docker compose logs event-hubs" >&2; exit 1; }
  sleep 1
done

# func climbs to the nearest host.json and reads the settings beside it: both have to be those of the published folder.
cp settings.json "$published/local.settings.json"
cd "$published"
exec func start --no-build --port 7071
