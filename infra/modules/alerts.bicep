param name string
param location string
param tags object
param enabled bool
param applicationInsightsId string
param emails string[]
param partitionLagThreshold int

// What most rules ask: a query that has rows only when something is wrong.
var anyRow = {
  timeAggregation: 'Count'
  operator: 'GreaterThan'
  threshold: 0
  failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
}

var lagging = {
  timeAggregation: 'Maximum'
  metricMeasureColumn: 'lag'
  operator: 'GreaterThan'
  threshold: partitionLagThreshold
  failingPeriods: { numberOfEvaluationPeriods: 3, minFailingPeriodsToAlert: 3 }
}

// Windows overlap, because telemetry arrives minutes late and would fall between two that only touch; a rule that has fired is silent
// until it has resolved itself.
var rules = [
  {
    id: 'no-ticks'
    title: 'no tick for 10 minutes'
    description: 'No window closes and nobody is notified. Look at the function Tick, its exceptions, and whether the daily cap of the telemetry is reached.'
    severity: 1
    every: 'PT5M'
    window: 'PT10M'
    criterion: union(anyRow, { query: loadTextContent('../queries/alerts/no-ticks.kql') })
  }
  {
    id: 'scoring-fails'
    title: 'scoring fails'
    description: 'ScoreInferenceEvents fails only when it cannot write; the batch is tried again without end. Look at the storage account of the product.'
    severity: 1
    every: 'PT5M'
    window: 'PT15M'
    criterion: union(anyRow, { query: loadTextContent('../queries/alerts/scoring-fails.kql') })
  }
  {
    id: 'partition-lag'
    title: 'a partition lags'
    description: 'Events wait to be folded: windows will close as incomplete, and nothing is compared. Look for failures, then for a partition key that is hot.'
    severity: 2
    every: 'PT5M'
    window: 'PT5M'
    criterion: union(lagging, { query: loadTextContent('../queries/lag.kql') })
  }
  {
    id: 'set-aside-share'
    title: 'many events are set aside'
    description: 'More than 5 % of the events cannot be used. Their reasons: GET /api/set-aside. Mostly a sender has changed its format.'
    severity: 2
    every: 'PT15M'
    window: 'PT30M'
    criterion: union(anyRow, { query: loadTextContent('../queries/alerts/set-aside-share.kql') })
  }
  {
    id: 'books-do-not-balance'
    title: 'the books do not balance'
    description: 'Received is not scored + set aside + duplicates. Compare with GET /api/accounting: when that balances, telemetry was lost, not events.'
    severity: 2
    every: 'PT1H'
    window: 'PT2H'
    criterion: union(anyRow, { query: loadTextContent('../queries/alerts/books-do-not-balance.kql') })
  }
  {
    id: 'new-epoch'
    title: 'a source has a new epoch'
    description: 'A hub was recreated or failed over: sequence numbers began anew. Nothing is dropped, but what was in the old hub is gone.'
    severity: 3
    every: 'PT15M'
    window: 'PT30M'
    criterion: union(anyRow, { query: loadTextContent('../queries/alerts/new-epoch.kql') })
  }
  {
    id: 'notifications-given-up'
    title: 'notifications were given up'
    description: 'A channel refused for good: somebody was not told of an incident. Look at GET /api/incidents and at the settings of the channel.'
    severity: 1
    every: 'PT5M'
    window: 'PT15M'
    criterion: union(anyRow, { query: loadTextContent('../queries/alerts/notifications-given-up.kql') })
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(emails)) {
  name: name
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'kanshi'
    emailReceivers: [
      for (email, i) in emails: { name: 'email-${i}', emailAddress: email, useCommonAlertSchema: true }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${name}-${rule.id}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Kanshi: ${rule.title}'
      description: rule.description
      enabled: enabled
      severity: rule.severity
      scopes: [applicationInsightsId]
      evaluationFrequency: rule.every
      windowSize: rule.window
      criteria: { allOf: [rule.criterion] }
      autoMitigate: true
      // A component made a minute ago may not answer yet; .ci/check-infra has read the queries.
      skipQueryValidation: true
      actions: { actionGroups: empty(emails) ? [] : [people.id] }
    }
  }
]
