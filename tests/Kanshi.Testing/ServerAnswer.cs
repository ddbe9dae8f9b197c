using System.Text;

namespace Kanshi.Testing;

/// <summary>What a <see cref="JudgeServer"/> does with one request.</summary>
public abstract record ServerAnswer
{
    private ServerAnswer()
    {
    }

    /// <summary>Judges as the simulated judge does, which believes everything that stands outside of a part.</summary>
    public sealed record Verdict : ServerAnswer;

    /// <summary>Says this, as a completion.</summary>
    public sealed record Says(string Content, string FinishReason = "stop", string? Refusal = null) : ServerAnswer;

    /// <summary>Any answer of HTTP.</summary>
    public sealed record Http(int Status, string Body, params (string Name, string Value)[] Headers) : ServerAnswer;

    /// <summary>Promises a whole body and hangs up after these bytes of it.</summary>
    public sealed record BreaksOff(string Head) : ServerAnswer;

    /// <summary>Sends nothing until the other side gives up.</summary>
    public sealed record Hangs : ServerAnswer;

    /// <summary>The answer of a saturated endpoint.</summary>
    public static Http Throttled(string header = "Retry-After", string value = "1") =>
        new(429, """{"error":{"code":"429","message":"Requests have exceeded the call rate limit."}}""", (header, value));

    public static Http Broken(int status = 500) => new(status, """{"error":{"message":"The server had an error.","type":"server_error"}}""");

    public static Says InvalidJson { get; } = new("""{"code": pass, "scores": {{ """);

    public static BreaksOff Disconnected { get; } = new("""{"id":"chatcmpl-1","choices":[{"mess""");

    /// <summary>A body that ends early although all of it came.</summary>
    public static Http Truncated { get; } = new(200, """{"id":"chatcmpl-1","choices":[{"message":{"content":"{""");

    /// <summary>As Azure OpenAI refuses a prompt by its content filter.</summary>
    public static Http Filtered { get; } = new(400, """
        {"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.","type":null,"param":"prompt","code":"content_filter","status":400,
        "innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"violence":{"filtered":true,"severity":"medium"}}}}}
        """);

    /// <summary>As an endpoint refuses a parameter that it does not know.</summary>
    public static Http Unknown(string parameter) => new(
        400, $$$"""{"error":{"message":"Unsupported parameter: '{{{parameter}}}' is not supported with this model.","type":"invalid_request_error","param":"{{{parameter}}}","code":"unsupported_parameter"}}""");

    internal byte[] Bytes => this switch
    {
        Http http => Encoding.UTF8.GetBytes(http.Body),
        BreaksOff broken => Encoding.UTF8.GetBytes(broken.Head),
        _ => [],
    };
}
