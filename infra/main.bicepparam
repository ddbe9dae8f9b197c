using './main.bicep'

// Everything else has a default in main.bicep. The variables let one file serve every environment.
var emails = readEnvironmentVariable('KANSHI_ALERT_EMAILS', '')
var senders = readEnvironmentVariable('KANSHI_SENDER_PRINCIPAL_IDS', '')

param environmentName = readEnvironmentVariable('KANSHI_ENVIRONMENT', 'dev')
param alertEmails = empty(emails) ? [] : split(emails, ',')
param senderPrincipalIds = empty(senders) ? [] : split(senders, ',')

// {"KANSHI__WINDOWS__LENGTH": "00:05:00"}: whatever is not named here falls back to its default with the next deployment.
param kanshiSettings = json(readEnvironmentVariable('KANSHI_SETTINGS', '{}'))
