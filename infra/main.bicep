targetScope = 'resourceGroup'

@description('Distinguishes installations: part of every name, and a tag.')
@minLength(2)
@maxLength(10)
param environmentName string

@description('Where everything is, save the judge when judgeLocation says otherwise.')
param location string = resourceGroup().location

@description('Partitions of each hub. Scoring runs on at most so many instances at once; in the Standard tier the number cannot be changed later.')
@minValue(1)
@maxValue(32)
param partitionCount int = 8

@description('How long inference-events keeps events: how long an outage of Kanshi may last before any are lost.')
@minValue(1)
@maxValue(168)
param inferenceEventsRetentionHours int = 24

@description('How long sampled-responses keeps events: how long the judge may be away.')
@minValue(1)
@maxValue(168)
param sampledResponsesRetentionHours int = 24

@description('Throughput units of the namespace: each takes 1 MB or 1000 events a second in, and lets 2 MB a second out.')
@minValue(1)
@maxValue(40)
param throughputUnits int = 1

@description('Above throughputUnits the namespace grows by itself up to this number; it never shrinks by itself. Equal to throughputUnits: it does not grow.')
@minValue(1)
@maxValue(40)
param maximumThroughputUnits int = throughputUnits

@description('Memory of an instance.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('The most instances at once, over all functions.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Requests that one instance takes at a time; more start another.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int = 16

@description('Redundancy of both storage accounts.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_LRS'

@description('How long telemetry is kept.')
@minValue(30)
@maxValue(730)
param telemetryRetentionDays int = 30

@description('Gigabytes of telemetry a day, after which the rest of that day is not kept and the alerts are blind; -1 is no limit.')
param telemetryDailyCapGB int = 5

@description('Product settings by their whole name, as KANSHI__WINDOWS__LENGTH. Secure, because a channel may need a secret; better is a reference to a key vault.')
@secure()
param kanshiSettings { *: string } = {}

@description('Object ids of identities that may send to inference-events.')
param senderPrincipalIds string[] = []

@description('Who is told by e-mail when an alert on Kanshi itself fires. Empty: the alerts are seen in the portal only.')
param alertEmails string[] = []

@description('Whether the alert rules are on.')
param alertsEnabled bool = true

@description('So many unfolded events in one partition, for 15 minutes, raise an alert.')
@minValue(1)
param partitionLagThreshold int = 20000

@description('Deploys an Azure OpenAI account with one model, and has the app ask it as its judge.')
param deployJudge bool = false

@description('Region of the judge; not every region has every model.')
param judgeLocation string = location

@description('The model; what a region offers: az cognitiveservices model list --location REGION.')
param judgeModelName string = 'gpt-4.1-mini'

param judgeModelVersion string = '2025-04-14'

@description('Thousands of tokens a minute.')
@minValue(1)
param judgeCapacity int = 50

var suffix = uniqueString(resourceGroup().id, environmentName)
var name = 'kanshi-${environmentName}-${suffix}'
var tags = { application: 'kanshi', environment: environmentName }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

var storageBlobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var storageQueueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var packages = 'packages'

// Two accounts: the traffic of the host and of Durable Functions must not throttle the product's tables, and each can be looked at alone.
module hostStorage 'modules/storage.bicep' = {
  name: 'host-storage'
  params: {
    name: 'kanshihost${suffix}'
    location: location
    tags: tags
    sku: storageSku
    containers: [packages]
    principalId: identity.properties.principalId
    roles: [storageBlobDataOwner, storageQueueDataContributor, storageTableDataContributor]
  }
}

module productStorage 'modules/storage.bicep' = {
  name: 'product-storage'
  params: {
    name: 'kanshidata${suffix}'
    location: location
    tags: tags
    sku: storageSku
    principalId: identity.properties.principalId
    roles: [storageTableDataContributor]
  }
}

module eventHubs 'modules/event-hubs.bicep' = {
  name: 'event-hubs'
  params: {
    name: name
    location: location
    tags: tags
    throughputUnits: throughputUnits
    maximumThroughputUnits: maximumThroughputUnits
    partitionCount: partitionCount
    inferenceEventsRetentionHours: inferenceEventsRetentionHours
    sampledResponsesRetentionHours: sampledResponsesRetentionHours
    principalId: identity.properties.principalId
    senderPrincipalIds: senderPrincipalIds
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: name
    location: location
    tags: tags
    retentionDays: telemetryRetentionDays
    dailyCapGB: telemetryDailyCapGB
    principalId: identity.properties.principalId
  }
}

module judge 'modules/judge.bicep' = if (deployJudge) {
  name: 'judge'
  params: {
    name: name
    location: judgeLocation
    tags: tags
    modelName: judgeModelName
    modelVersion: judgeModelVersion
    capacity: judgeCapacity
    principalId: identity.properties.principalId
  }
}

module functionApp 'modules/function-app.bicep' = {
  name: 'function-app'
  params: {
    name: name
    location: location
    tags: tags
    identityId: identity.id
    identityClientId: identity.properties.clientId
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    httpConcurrency: httpConcurrency
    hostStorageName: hostStorage.outputs.name
    packagesUri: '${hostStorage.outputs.blobEndpoint}${packages}'
    tableServiceUri: productStorage.outputs.tableServiceUri
    eventHubsNamespace: eventHubs.outputs.fullyQualifiedNamespace
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    kanshiSettings: kanshiSettings
    judgeEndpoint: deployJudge ? judge!.outputs.endpoint : ''
    judgeDeployment: deployJudge ? judge!.outputs.deployment : ''
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: name
    location: location
    tags: tags
    enabled: alertsEnabled
    applicationInsightsId: monitoring.outputs.applicationInsightsId
    emails: alertEmails
    partitionLagThreshold: partitionLagThreshold
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  params: {
    displayName: 'Kanshi ${environmentName}'
    location: location
    tags: tags
    applicationInsightsId: monitoring.outputs.applicationInsightsId
  }
}

output functionAppName string = functionApp.outputs.name
output functionAppHostName string = functionApp.outputs.hostName
output eventHubsNamespace string = eventHubs.outputs.fullyQualifiedNamespace
output eventHubName string = eventHubs.outputs.inferenceEventsName
output identityClientId string = identity.properties.clientId

@description('Where the judge is asked; empty without one.')
output judgeEndpoint string = deployJudge ? judge!.outputs.endpoint : ''
output judgeDeployment string = deployJudge ? judge!.outputs.deployment : ''
