param name string
param location string
param tags object
param throughputUnits int
param maximumThroughputUnits int
param partitionCount int
param inferenceEventsRetentionHours int
param sampledResponsesRetentionHours int
param principalId string
param senderPrincipalIds string[]

var dataReceiver = 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'
var dataSender = '2b629674-e913-4c01-ae53-ef4638d8f975'
var grows = maximumThroughputUnits > throughputUnits

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard', tier: 'Standard', capacity: throughputUnits }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    isAutoInflateEnabled: grows
    maximumThroughputUnits: grows ? maximumThroughputUnits : 0
  }
}

resource inferenceEvents 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = {
  parent: namespace
  name: 'inference-events'
  properties: {
    partitionCount: partitionCount
    retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: inferenceEventsRetentionHours }
  }

  resource consumers 'consumergroups' = {
    name: 'kanshi'
  }
}

resource sampledResponses 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = {
  parent: namespace
  name: 'sampled-responses'
  properties: {
    partitionCount: partitionCount
    retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: sampledResponsesRetentionHours }
  }

  resource consumers 'consumergroups' = {
    name: 'kanshi'
  }
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [dataReceiver, dataSender]: {
    name: guid(namespace.id, principalId, role)
    scope: namespace
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

// A sender may be an application, a group or a person, so its type is not given.
resource senders 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for sender in senderPrincipalIds: {
    name: guid(inferenceEvents.id, sender, dataSender)
    scope: inferenceEvents
    properties: {
      principalId: sender
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataSender)
    }
  }
]

// The endpoint reads "https://NAME.servicebus.windows.net:443/"; clouds differ in the domain.
output fullyQualifiedNamespace string = split(split(namespace.properties.serviceBusEndpoint, '//')[1], ':')[0]
output inferenceEventsName string = inferenceEvents.name
