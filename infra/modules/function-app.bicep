param name string
param location string
param tags object
param identityId string
param identityClientId string
param instanceMemoryMB int
param maximumInstanceCount int
param httpConcurrency int
param hostStorageName string
param packagesUri string
param tableServiceUri string
param eventHubsNamespace string
param applicationInsightsConnectionString string

@description('The judge that was deployed with the rest; empty without one.')
param judgeEndpoint string
param judgeDeployment string

@secure()
param kanshiSettings { *: string }

// By the API that is the same everywhere, under the app's identity. What kanshiSettings says of a judge stands over it.
var judgeSettings = empty(judgeEndpoint) ? {} : {
  KANSHI__JUDGE__ENDPOINT: '${judgeEndpoint}openai/v1/'
  KANSHI__JUDGE__MODEL: judgeDeployment
  KANSHI__JUDGE__IDENTITYCLIENTID: identityClientId
}

var hostSettings = {
  AzureWebJobsStorage__accountName: hostStorageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  KanshiEvents__fullyQualifiedNamespace: eventHubsNamespace
  KanshiEvents__credential: 'managedidentity'
  KanshiEvents__clientId: identityClientId
  KanshiTables__serviceUri: tableServiceUri
  KanshiTables__credential: 'managedidentity'
  KanshiTables__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  AzureWebJobsDisableHomepage: 'true'
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUri
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        triggers: { http: { perInstanceConcurrency: httpConcurrency } }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      // The product's settings come last, but cannot stand over the host's: names that both have are the host's.
      appSettings: [
        for setting in items(union(judgeSettings, kanshiSettings, hostSettings)): { name: setting.key, value: setting.value }
      ]
    }
  }

  // Deployments come with an Entra ID token; the publishing user and its password are of no use.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output name string = app.name
output hostName string = app.properties.defaultHostName
