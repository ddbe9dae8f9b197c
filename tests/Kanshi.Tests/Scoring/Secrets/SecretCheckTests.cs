using System.Text;
using Kanshi.Scoring;
using Kanshi.Scoring.Pii;
using Kanshi.Scoring.Secrets;
using Xunit;

namespace Kanshi.Tests.Scoring.Secrets;

public sealed class SecretCheckTests
{
    private const string Password = "k7" + "Qz" + "9!x" + "R2";

    public static TheoryData<string, string> BySelf => [.. Rules(SecretForm.Prefix)];

    public static TheoryData<string, string> ByName => [.. Rules(SecretForm.Named)];

    [Theory]
    [MemberData(nameof(BySelf))]
    public void A_credential_with_a_sign_of_its_own_is_found_whole(string kind, string literal)
    {
        var random = new Random(7);
        var secret = SecretSamples.Of(Rule(kind, literal, SecretForm.Prefix), random);
        AssertFound($"Use this: {secret}\nand go on.", kind, secret);
        AssertFound($"鍵は「{secret}」です。", kind, secret);
        AssertFound($"{{\"token\":\"{secret}\"}}", kind, secret);
    }

    [Theory]
    [MemberData(nameof(ByName))]
    public void A_credential_without_one_is_found_behind_its_name(string kind, string literal)
    {
        var secret = SecretSamples.Of(Rule(kind, literal, SecretForm.Named), new Random(8));
        AssertFound($"export {literal}{(literal.EndsWith('=') ? "" : "=")}{secret}\n", kind, secret);
        if (!literal.EndsWith('='))
            AssertFound($"\"{literal.ToUpperInvariant()}\": \"{secret}\"", kind, secret);
    }

    [Fact]
    public void Credentials_that_are_told_by_their_structure_are_found()
    {
        var random = new Random(9);
        var jwt = SecretSamples.JsonWebToken(random);
        AssertFound($"Authorization: Bearer {jwt}", "jwt", jwt);
        foreach (var kind in (string[])["", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED "])
        {
            var key = SecretSamples.PrivateKey(random, kind);
            AssertFound($"Here:\n{key}\nkeep it", "private-key", key);
            AssertFound($"{{\"key\":\"{key.ReplaceLineEndings("\\n")}\"}}", "private-key", key.ReplaceLineEndings("\\n"));
        }

        foreach (var scheme in (string[])["postgres", "mysql", "mongodb+srv", "redis", "amqp"])
            AssertFound($"DATABASE_URL={scheme}://app:{Password}@db.internal:5432/main", "database-url", Password);
        AssertFound($"curl https://ci:{Password}@build.example.org/job", "url-password", Password);
        AssertFound($"Server=tcp:db,1433;Database=main;User ID=app;Password={Password};Encrypt=True", "connection-string", Password);
        var azure = SecretSamples.Draw(random, SecretSamples.Base64Signs, 86) + "==";
        AssertFound($"DefaultEndpointsProtocol=https;AccountName=kanshi;AccountKey={azure};EndpointSuffix=core.windows.net", "azure-storage-key", azure);
        var signature = Uri.EscapeDataString(SecretSamples.Draw(random, SecretSamples.Base64Signs, 43) + "=");
        AssertFound($"https://kanshi.blob.core.windows.net/c/b?sv=2024-11-04&se=2026-12-01&sr=b&sp=r&sig={signature}", "azure-sas", signature);
        var client = $"{SecretSamples.Draw(random, SecretSamples.Alphanumeric, 3)}8{"Q~"}{SecretSamples.Draw(random, SecretSamples.Alphanumeric, 34)}";
        AssertFound($"the client secret is {client}.", "azure-ad-secret", client);
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("aya:" + Password));
        AssertFound($"Authorization: Basic {basic}", "basic-auth", basic);
        var bearer = SecretSamples.Draw(random, SecretSamples.Alphanumeric, 40);
        AssertFound($"-H 'Authorization: Bearer {bearer}'", "bearer-token", bearer);
        var telegram = $"{SecretSamples.Draw(random, "123456789", 10)}:AA{SecretSamples.Draw(random, SecretSamples.Alphanumeric, 33)}";
        AssertFound($"bot{telegram}".Insert(3, " "), "telegram-token", telegram);
        var any = SecretSamples.Draw(random, SecretSamples.Alphanumeric, 32) + "7";
        AssertFound($"client_secret = '{any}'", "api-key", any);
        AssertFound($"password: \"{Password}\"", "password", Password);
    }

    [Theory]
    [InlineData("export GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("openai.api_key = \"YOUR_API_KEY\" or sk-... or sk-your-key-goes-here-and-nowhere-else-0000")]
    [InlineData("aws_secret_access_key = <your secret access key here, forty signs>")]
    [InlineData("AKIAIOSFODNN7EXAMPLE is the one of the manual, AKIA alone is not")]
    [InlineData("postgres://user:password@localhost/db, mysql://root:${DB_PASS}@db, redis://:@host, https://example.com/a@b:c")]
    [InlineData("Server=db;Database=x;Password=your_password; Server=x;Pwd=***;")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA7bq\n-----END PUBLIC KEY-----")]
    [InlineData("Basic understanding of bearer tokens: Authorization: Bearer <token>, Basic authentication")]
    [InlineData("risk-based, task-oriented, ask-me-anything, key-value, desk-mounted, sk-learn, hf_dataset, npm_config")]
    [InlineData("password = input(\"Password: \"); api_key=os.environ[\"OPENAI_API_KEY\"]; token: string; password: string123")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000, d41d8cd98f00b204e9800998ecf8427e, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("the eyJ prefix is base64 of {\", eyJhbGciOiJIUzI1NiJ9 alone is a header")]
    [InlineData("Heroku, Datadog and Cloudflare are services. Twilio sends messages; Discord has servers.")]
    [InlineData("secret_santa, access-control-allow-origin, SG. Müller, 1//0 division, A3-sized paper, EAAA")]
    public void What_stands_for_a_credential_is_none(string output) =>
        Assert.DoesNotContain(ScoringEvents.Score(output).Findings, found => found.Check == Checks.Secret);

    [Fact]
    public void There_are_rules_for_more_than_eighty_kinds_of_credentials() =>
        Assert.True(SecretRules.All.Select(rule => rule.Kind).Distinct(StringComparer.Ordinal).Count() > 80, $"{SecretRules.All.Select(rule => rule.Kind).Distinct(StringComparer.Ordinal).Count()} kinds");

    [Fact]
    public void A_credential_is_not_hidden_by_a_crowd_of_false_ones()
    {
        var secret = SecretSamples.Of(Rule("github-token", "ghp_", SecretForm.Prefix), new Random(3));
        var crowd = string.Concat(Enumerable.Repeat("sk- AKIA eyJ://password=", 3000));
        List<SensitiveSpan>? found = null;
        SecretScanner.Scan(Encoding.UTF8.GetBytes($"{crowd} {secret} {crowd}"), ref found);
        Assert.Equal("github-token", Assert.Single(found!).Kind);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Whatever_the_text_spans_are_whole_characters_and_apart(int seed)
    {
        var random = new Random(seed);
        string[] pieces = [.. SecretRules.All.Select(rule => rule.Literal), "a:b@c", " ", "\n", "-----", "é", "鍵", "=", "\"", "PRIVATE KEY-----", SecretSamples.Draw(random, SecretSamples.Hex, 40), SecretSamples.JsonWebToken(random)];
        for (var round = 0; round < 3000; round++)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)])));
            List<SensitiveSpan>? found = null;
            SecretScanner.Scan(text, ref found);
            var last = 0;
            foreach (var span in (found ?? []).OrderBy(span => span.Start))
            {
                Assert.True(span.Start >= last && span.End > span.Start && span.End <= text.Length, $"seed {seed}, round {round}: {span} in {Encoding.UTF8.GetString(text)}");
                Assert.True(CodePoints.Floor(text, span.Start) == span.Start && CodePoints.Floor(text, span.End) == span.End, $"seed {seed}, round {round}: {span}");
                last = span.End;
            }
        }
    }

    private static void AssertFound(string output, string kind, string secret)
    {
        var findings = ScoringEvents.Score(output).Findings.Where(found => found.Check == Checks.Secret).ToArray();
        Assert.True(findings.Length == 1, $"{findings.Length} found in {output}: {string.Join(", ", findings)}");
        Assert.Equal(secret, findings[0].TextOf(output));
        Assert.Equal(kind, findings[0].Kind);
    }

    private static IEnumerable<(string Kind, string Literal)> Rules(SecretForm form) => SecretRules.All.Where(rule => rule.Form == form).Select(rule => (rule.Kind, rule.Literal));

    private static SecretRule Rule(string kind, string literal, SecretForm form) => SecretRules.All.Single(rule => rule.Form == form && rule.Kind == kind && rule.Literal == literal);
}
