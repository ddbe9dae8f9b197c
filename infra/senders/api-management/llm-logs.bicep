// API Management's own log of calls of language models (category GatewayLlmLogs) to Kanshi's Event Hub: prompts, completions, tokens, also of streamed responses. No policy is needed, and no latency is in it.
// az deployment group create --resource-group RG --template-file llm-logs.bicep --parameters apiManagementName=… apiName=… eventHubAuthorizationRuleId=…
param apiManagementName string

@description('The chat-completions API whose messages are logged.')
param apiName string

@description('Of Kanshi\'s Event Hubs namespace: a rule that may send.')
param eventHubAuthorizationRuleId string
param eventHubName string = 'inference-events'

resource apiManagement 'Microsoft.ApiManagement/service@2024-06-01-preview' existing = {
  name: apiManagementName
}

resource api 'Microsoft.ApiManagement/service/apis@2024-06-01-preview' existing = {
  parent: apiManagement
  name: apiName
}

resource toKanshi 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'kanshi'
  scope: apiManagement
  properties: {
    eventHubAuthorizationRuleId: eventHubAuthorizationRuleId
    eventHubName: eventHubName
    logs: [
      {
        category: 'GatewayLlmLogs'
        enabled: true
      }
    ]
  }
}

resource azureMonitor 'Microsoft.ApiManagement/service/loggers@2024-06-01-preview' existing = {
  parent: apiManagement
  name: 'azuremonitor'
}

resource messages 'Microsoft.ApiManagement/service/apis/diagnostics@2024-06-01-preview' = {
  parent: api
  name: 'azuremonitor'
  properties: {
    loggerId: azureMonitor.id
    largeLanguageModel: {
      logs: 'enabled'
      requests: {
        messages: 'all'
        maxSizeInBytes: 262144
      }
      responses: {
        messages: 'all'
        maxSizeInBytes: 262144
      }
    }
  }
}
