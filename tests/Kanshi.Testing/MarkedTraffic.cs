using System.Globalization;
using System.Text.Json;

namespace Kanshi.Testing;

/// <summary>
/// Personal data, credentials and plain words that must come out nowhere, planted wherever a sender can put text. Made up while the test
/// runs, so that the sources hold none of it.
/// </summary>
public sealed class MarkedTraffic
{
    private const string Signs = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private readonly Random _random;

    public MarkedTraffic(int seed)
    {
        _random = new Random(seed);
        Mail = $"{Draw(10).ToLowerInvariant()}@kanshi-mail.jp";
        Phone = string.Create(CultureInfo.InvariantCulture, $"090-{_random.Next(2000, 9999)}-{_random.Next(2000, 9999)}");
        Secret = $"ghp_{Draw(36)}";
        Words = $"Zq{Draw(14)}";
    }

    public string Mail { get; }

    public string Phone { get; }

    public string Secret { get; }

    /// <summary>Part of a prompt or an answer that is neither personal nor secret: it may not leave either.</summary>
    public string Words { get; }

    public IReadOnlyList<string> Marks => [Mail, Phone, Secret, Words];

    /// <summary>What people type: no words that must not show, since a note is what they want to be read.</summary>
    public string Note => $"user {Mail} at {Phone} pasted {Secret}";

    public string All => $"{Note} and {Words}";

    /// <summary>Events that are scored, with a mark in every member that takes text.</summary>
    public IEnumerable<string> Events(DateTimeOffset time)
    {
        for (var i = 0; i < 5; i++)
        {
            yield return JsonSerializer.Serialize(new
            {
                id = $"{Mail}-{i}",
                time,
                service = "bot",
                deployment = "gpt",
                status = i == 0 ? 400 : 200,
                input = new object[] { new { role = "user", content = All }, new { role = All, content = All } },
                output = All,
                systemPrompt = All,
                context = new[] { All },
                error = new { type = Note, message = All },
                promptVersion = Mail,
                region = Secret,
                responseModel = $"gpt {Phone}",
                finishReason = Mail,
                attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = Mail, [Mail] = "gold", ["token"] = Secret, ["call"] = Phone },
                expect = new { format = "json", language = "en", schema = new Dictionary<string, string>(StringComparer.Ordinal) { [Words] = All } },
                unheardOf = All,
            });
        }
    }

    /// <summary>Records that cannot be read, each in another way.</summary>
    public IEnumerable<string> Broken(DateTimeOffset time)
    {
        yield return $"not json {All}";
        yield return $"{{\"service\":\"bot\",\"output\":\"{All}\"}}";
        yield return $"{{\"service\":\"bot\",\"time\":\"{All}\",\"output\":\"{All}\"}}";
        yield return $"{{\"service\":\"{Mail}\",\"time\":\"{time.AddYears(-3):O}\",\"deployment\":\"{Secret}\",\"output\":\"{All}\",\"{Words}\":1}}";
        yield return $"{{\"service\":\"bot\",\"time\":\"{time:O}\",\"latencyMs\":\"{Words}\"}}";
        yield return $"{{\"service\":\"bot\",\"time\":\"{time:O}\",\"attributes\":\"{All}\"}}";
        yield return $"{{\"{Words}\":\"{All}\"}}";
        yield return $"\"{All}\"";
        yield return $"{{\"service\":\"bot\",\"time\":\"{time:O}\",\"output\":\"{All}";
    }

    private string Draw(int length) => new([.. Enumerable.Range(0, length).Select(_ => Signs[_random.Next(Signs.Length)])]);
}
