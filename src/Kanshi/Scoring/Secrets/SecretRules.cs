namespace Kanshi.Scoring.Secrets;

/// <summary>
/// The formats of credentials, as their issuers document them or their scanners publish them. A new one is a line here; where the format has
/// no sign of its own, its usual name stands for it and the form must be strict.
/// </summary>
internal static class SecretRules
{
    public static SecretRule[] All { get; } =
    [
        .. SecretRule.Parse(SecretForm.Prefix, 0.97, Prefixes),
        .. SecretRule.Parse(SecretForm.Inside, 0.95, Insides),
        .. SecretRule.Parse(SecretForm.Named, 0.8, Names),
        Special("private-key", "-----BEGIN ", SecretForm.PrivateKey, 0.99),
        Special("private-key", "PuTTY-User-Key-File-", SecretForm.PrivateKey, 0.95),
        Special("jwt", "eyJ", SecretForm.JsonWebToken, 0.95),
        Special("url-password", "://", SecretForm.UrlPassword, 0.9),
        Special("azure-sas", "sig=", SecretForm.AccessSignature, 0.95),
        Special("basic-auth", "basic ", SecretForm.Basic, 0.85),
        Special("bearer-token", "bearer ", SecretForm.Bearer, 0.85),
        Special("connection-string", "password=", SecretForm.ConnectionPassword, 0.9),
        Special("connection-string", "pwd=", SecretForm.ConnectionPassword, 0.9),
        .. Assigned("api-key", "api_key", "apikey", "api-key", "access_key", "access_token", "auth_token", "authtoken", "secret_key", "secretkey", "client_secret", "clientsecret", "private_token"),
        .. Assigned("password", "password", "passwd", "passphrase"),
    ];

    private const string Prefixes =
        """
        aws-access-key-id AKIA upper 16
        aws-access-key-id ASIA upper 16
        aws-access-key-id ABIA upper 16
        aws-access-key-id ACCA upper 16
        github-token ghp_ alnum 36-255
        github-token gho_ alnum 36-255
        github-token ghu_ alnum 36-255
        github-token ghs_ alnum 36-255
        github-token ghr_ alnum 36-255
        github-token github_pat_ word 40-255
        gitlab-token glpat- dotted 20-300
        gitlab-token gldt- word 20-64
        gitlab-token glptt- word 40-64
        gitlab-token glrt- dotted 20-300
        gitlab-token glcbt- word 20-80
        gitlab-token glft- word 20-64
        gitlab-token glsoat- word 20-64
        gitlab-token GR1348941 word 20-64
        slack-token xoxb- word 20-255
        slack-token xoxp- word 20-255
        slack-token xoxa- word 20-255
        slack-token xoxr- word 20-255
        slack-token xoxs- word 20-255
        slack-token xoxe dotted 20-400
        slack-token xapp- word 20-255
        slack-webhook hooks.slack.com/services/ path 30-80
        slack-webhook hooks.slack.com/workflows/ path 30-120
        stripe-key sk_live_ alnum 16-255
        stripe-key rk_live_ alnum 16-255
        stripe-key sk_test_ alnum 16-255
        stripe-key rk_test_ alnum 16-255
        stripe-webhook-secret whsec_ base64 24-88
        sendgrid-key SG. dotted 50-80
        mailgun-key key- hex 32
        npm-token npm_ alnum 36
        pypi-token pypi-AgE word 50-400
        docker-token dckr_pat_ word 24-64
        docker-token dckr_oat_ word 24-64
        openai-key sk-proj- word 32-200
        openai-key sk-svcacct- word 32-200
        openai-key sk-admin- word 32-200
        openai-key sk- alnum 32-128
        anthropic-key sk-ant- word 32-160
        openrouter-key sk-or-v1- hex 64
        huggingface-token hf_ alnum 30-40
        huggingface-token api_org_ alnum 34
        groq-key gsk_ alnum 40-60
        replicate-token r8_ alnum 37
        perplexity-key pplx- alnum 40-60
        xai-key xai- alnum 60-100
        nvidia-key nvapi- word 60-80
        langsmith-key lsv2_pt_ word 36-60
        langsmith-key lsv2_sk_ word 36-60
        langfuse-key sk-lf- uuid 36
        pinecone-key pcsk_ word 40-100
        tavily-key tvly- word 28-60
        google-api-key AIza word 35
        google-oauth-secret GOCSPX- word 24-36
        google-oauth-token ya29. word 30-400
        google-oauth-token 1//0 word 40-200
        digitalocean-token dop_v1_ hex 64
        digitalocean-token doo_v1_ hex 64
        digitalocean-token dor_v1_ hex 64
        heroku-key HRKU- word 36-70
        databricks-token dapi hex 32
        shopify-token shpat_ hex 32
        shopify-token shpca_ hex 32
        shopify-token shppa_ hex 32
        shopify-token shpss_ hex 32
        square-token sq0atp- word 22
        square-token sq0csp- word 43
        square-token EAAA word 60
        vault-token hvs. word 24-200
        vault-token hvb. word 60-300
        grafana-token glsa_ word 38-60
        grafana-token glc_ base64 32-400
        grafana-token eyJrIjoi base64 50-400
        sentry-token sntrys_ token 50-400
        sentry-token sntryu_ hex 64
        pagerduty-key pdus+ token 20-60
        newrelic-key NRAK- alnum 27
        newrelic-key NRAA- hex 27
        newrelic-key NRII- word 32
        newrelic-key NRJS- hex 19
        newrelic-key NRRA- hex 42
        discord-webhook discord.com/api/webhooks/ path 60-120
        discord-webhook discordapp.com/api/webhooks/ path 60-120
        atlassian-token ATATT3 token 100-300
        atlassian-token ATCTT3 token 100-300
        bitbucket-token ATBB alnum 28-40
        linear-key lin_api_ alnum 40
        linear-key lin_oauth_ alnum 32-64
        notion-token ntn_ alnum 40-50
        notion-token secret_ alnum 43
        figma-token figd_ word 40-60
        postman-key PMAK- uuid 59
        rubygems-key rubygems_ hex 48
        nuget-key oy2 lower 43
        crates-token cio alnum 32
        clojars-token CLOJARS_ lower 60
        pulumi-token pul- hex 40
        planetscale-token pscale_tkn_ dotted 32-64
        planetscale-token pscale_pw_ dotted 32-64
        prefect-key pnu_ alnum 36
        readme-key rdme_ lower 70
        brevo-key xkeysib- word 64-100
        brevo-key xsmtpsib- word 64-100
        doppler-token dp.pt. alnum 43
        doppler-token dp.st. dotted 40-60
        dynatrace-token dt0c01. dotted 80-100
        easypost-key EZAK alnum 54
        easypost-key EZTK alnum 54
        duffel-token duffel_live_ word 43
        flutterwave-key FLWSECK_TEST- alnum 12-40
        flutterwave-key FLWSECK- alnum 32-44
        fly-token fo1_ word 43
        frameio-token fio-u- word 64
        supabase-key sbp_ hex 40
        supabase-key sb_secret_ word 20-60
        netlify-token nfp_ alnum 36-44
        render-key rnd_ alnum 20-40
        contentful-token CFPAT- word 43
        artifactory-key AKCp alnum 60-80
        onepassword-token ops_eyJ base64 200-2000
        onepassword-key A3- word 32-40
        age-key AGE-SECRET-KEY-1 upper 58
        plaid-token access-sandbox- uuid 36
        plaid-token access-production- uuid 36
        razorpay-key rzp_live_ alnum 14
        sonarqube-token sqp_ hex 40
        sonarqube-token squ_ hex 40
        sonarqube-token sqa_ hex 40
        sourcegraph-token sgp_ word 40-70
        tailscale-key tskey- word 20-80
        typeform-token tfp_ dotted 50-70
        yandex-key AQVN word 35-50
        alibaba-key-id LTAI alnum 16-24
        tencent-key-id AKID alnum 32
        hubspot-token pat-na1- uuid 36
        hubspot-token pat-eu1- uuid 36
        infracost-key ico- alnum 32
        adafruit-key aio_ alnum 28
        buildkite-token bkua_ alnum 40
        circleci-token CCIPAT_ word 40-80
        dropbox-token sl. word 100-1500
        openshift-token sha256~ word 43
        facebook-token EAACEdEose0cBA alnum 20-200
        mapbox-token sk.eyJ dotted 60-150
        cloudflare-token v1.0- word 140-190
        okta-token SSWS word 40-44
        """;

    private const string Insides =
        """
        azure-ad-secret Q~ tilde 37-44
        azure-key JQQJ99 alnum 76-90
        azure-key AzSe alnum 52
        azure-key AzFu word 54-58
        azure-key ACDb base64 84-90
        azure-key +ASt base64 86-90
        azure-key +AEh base64 42-46
        azure-key +ASb base64 42-46
        terraform-token .atlasv1. dotted 70-110
        newrelic-license-key FFFFNRAL alnum 40
        telegram-token :AA colon 43-48
        line-token w1cDnyilFU= base64 150-200
        mailchimp-key -us1 word 35-37
        mailchimp-key -us2 word 35-37
        """;

    private const string Names =
        """
        aws-secret-key aws_secret_access_key base64 40
        aws-secret-key secretaccesskey base64 40
        aws-secret-key aws_secret base64 40
        aws-secret-key secret_access_key base64 40
        azure-storage-key accountkey= base64 86-88
        azure-shared-key sharedaccesskey= base64 43-64
        azure-openai-key azure_openai hex 32
        azure-key ocp-apim-subscription-key hex 32
        gcp-service-account private_key_id hex 40
        twilio-token twilio hex 32
        twilio-key twilio alnum 34
        datadog-key dd_api_key hex 32
        datadog-key dd_app_key hex 40
        datadog-key dd_application_key hex 40
        datadog-key datadog hex 32
        cloudflare-token cloudflare word 40
        cloudflare-key cloudflare hex 37
        heroku-key heroku uuid 36
        okta-token okta word 42
        vault-token vault_token dotted 26
        sentry-token sentry hex 64
        pagerduty-key pagerduty token 20-32
        line-secret line_channel_secret hex 32
        line-secret channel_secret hex 32
        line-token line_channel_access_token base64 100-200
        discord-token discord dotted 59-75
        newrelic-key new_relic_license_key alnum 40
        telegram-token telegram colon 43-48
        mistral-key mistral alnum 32
        cohere-key cohere alnum 40
        wandb-key wandb hex 40
        algolia-key algolia hex 32
        snyk-token snyk uuid 36
        codecov-token codecov uuid 36
        asana-token asana token 32-60
        zendesk-secret zendesk alnum 40-64
        confluent-key confluent base64 64
        twitch-secret twitch lower 30
        twitter-token twitter token 80-140
        rapidapi-key rapidapi word 50
        postmark-token postmark uuid 36
        fastly-token fastly word 32
        bitbucket-secret bitbucket word 32-64
        """;

    private static SecretRule Special(string kind, string literal, SecretForm form, double confidence) =>
        new(kind, literal, form, SecretAlphabets.Token, 0, 0, confidence);

    private static IEnumerable<SecretRule> Assigned(string kind, params string[] names) => names.Select(name => Special(kind, name, SecretForm.Assigned, 0.7));
}
