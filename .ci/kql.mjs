// Checks the queries with the language service of the Kusto editors: every name in them must be a column or a function that exists.
// Usage: node .ci/kql.mjs NODE_MODULES FILE.kql...
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

// The tables of Application Insights under their classic names, as a query scoped to a component sees them. "success" is text there.
const common = `itemType: string, customDimensions: dynamic, operation_Name: string, operation_Id: string, operation_ParentId: string,
  operation_SyntheticSource: string, session_Id: string, user_Id: string, user_AuthenticatedId: string, user_AccountId: string,
  application_Version: string, client_Type: string, client_Model: string, client_OS: string, client_IP: string, client_City: string,
  client_StateOrProvince: string, client_CountryOrRegion: string, client_Browser: string, cloud_RoleName: string,
  cloud_RoleInstance: string, appId: string, appName: string, iKey: string, sdkVersion: string, itemId: string, itemCount: int, _ResourceId: string`;
const tables = {
  customEvents: "timestamp: datetime, name: string, customMeasurements: dynamic",
  customMetrics: `timestamp: datetime, name: string, value: real, valueCount: int, valueSum: real, valueMin: real, valueMax: real,
    valueStdDev: real`,
  requests: `timestamp: datetime, id: string, source: string, name: string, url: string, success: string, resultCode: string,
    duration: real, performanceBucket: string, customMeasurements: dynamic`,
  dependencies: `timestamp: datetime, id: string, target: string, type: string, name: string, data: string, success: string,
    resultCode: string, duration: real, performanceBucket: string, customMeasurements: dynamic`,
  traces: "timestamp: datetime, message: string, severityLevel: int, customMeasurements: dynamic",
  exceptions: `timestamp: datetime, problemId: string, handledAt: string, type: string, message: string, assembly: string, method: string,
    outerType: string, outerMessage: string, outerAssembly: string, outerMethod: string, innermostType: string, innermostMessage: string,
    innermostAssembly: string, innermostMethod: string, severityLevel: int, details: dynamic, customMeasurements: dynamic`,
};

const [modules, ...files] = process.argv.slice(2);
for (const script of ["bridge.min.js", "Kusto.Language.Bridge.min.js"]) {
  const path = join(modules, "@kusto/language-service-next", script);
  runInThisContext(readFileSync(path, "utf8"), { filename: path });
}
const { GlobalState, KustoCode, Symbols } = globalThis.Kusto.Language;
const symbols = Object.entries(tables).map(([name, columns]) => Symbols.TableSymbol.From(`(${columns}, ${common})`).WithName(name));
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor("component", symbols));

function problemsOf(query) {
  const found = KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
  return Array.from({ length: found.Count }, (_, i) => found.getItem(i)).map(d => {
    const before = query.slice(0, d.Start).split("\n");
    return `${before.length}:${before.at(-1).length + 1}: ${d.Severity} ${d.Code}: ${d.Message}`;
  });
}

// A language service without its tables would pass everything.
for (const wrong of ["customMetrics | where nme == 'x'", "custmMetrics | take 1", "requests | summarise count()"])
  if (problemsOf(wrong).length === 0) throw new Error(`the check is blind: it passes "${wrong}"`);

let failed = files.length === 0;
for (const file of files) {
  const text = readFileSync(file, "utf8");
  const problems = problemsOf(text);
  if (!text.startsWith("// ")) problems.push("1:1: Error: begin with a comment that says which question the query answers");
  for (const problem of problems) console.error(`${file}:${problem}`);
  failed ||= problems.length > 0;
}
process.exitCode = failed ? 1 : 0;
