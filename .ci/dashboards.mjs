// Every JSON file under infra parses, and every query in the workbook is that of a file, so that checking the files checks the workbook.
// Usage: node .ci/dashboards.mjs JSON... -- KQL...
import { readFileSync } from "node:fs";

const args = process.argv.slice(2);
const jsonFiles = args.slice(0, args.indexOf("--"));
const queries = new Set(args.slice(args.indexOf("--") + 1).map(file => normal(readFileSync(file, "utf8"))));
const problems = [];
let found = 0;

function normal(query) {
  return query.trim().replace(/\s+/g, " ");
}

function* queriesIn(value) {
  if (value === null || typeof value !== "object") return;
  if (typeof value.query === "string") yield value.query;
  for (const child of Object.values(value)) yield* queriesIn(child);
}

for (const file of jsonFiles) {
  try {
    for (const query of queriesIn(JSON.parse(readFileSync(file, "utf8")))) {
      found++;
      if (!queries.has(normal(query))) problems.push(`${file}: not the text of any file in infra/queries: ${query.split("\n")[0]}`);
    }
  } catch (error) {
    problems.push(`${file}: ${error.message}`);
  }
}
if (found === 0) problems.push("no query was found in any dashboard");
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
