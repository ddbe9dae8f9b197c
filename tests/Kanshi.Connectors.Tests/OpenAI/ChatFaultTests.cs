using Kanshi.Judging;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Connectors.Tests.OpenAI;

/// <summary>What becomes of each fault of an endpoint: always an answer, never an exception.</summary>
public sealed class ChatFaultTests
{
    public static TheoryData<string, ServerAnswer, ChatAnswer> Faults => new()
    {
        { "429 for a time", ServerAnswer.Throttled("Retry-After", "3"), new ChatAnswer.Unavailable("127.0.0.1 answered 429 429", Outage.Throttled, TimeSpan.FromSeconds(3)) },
        { "429 to the millisecond", ServerAnswer.Throttled("retry-after-ms", "250"), new ChatAnswer.Unavailable("127.0.0.1 answered 429 429", Outage.Throttled, TimeSpan.FromMilliseconds(250)) },
        { "429 until a date", ServerAnswer.Throttled("Retry-After", "Fri, 20 Nov 2026 09:00:20 GMT"), new ChatAnswer.Unavailable("127.0.0.1 answered 429 429", Outage.Throttled, TimeSpan.FromSeconds(20)) },
        { "429 with nonsense", ServerAnswer.Throttled("Retry-After", "soon"), new ChatAnswer.Unavailable("127.0.0.1 answered 429 429", Outage.Throttled) },
        { "no credit", new ServerAnswer.Http(429, """{"error":{"code":"insufficient_quota"}}"""), new ChatAnswer.Unavailable("127.0.0.1 answered 429 insufficient_quota: the account has no credit left", Outage.Permanent) },
        { "500", ServerAnswer.Broken(), new ChatAnswer.Unavailable("127.0.0.1 answered 500 server_error") },
        { "503 for a time", new ServerAnswer.Http(503, "busy", ("Retry-After", "2")), new ChatAnswer.Unavailable("127.0.0.1 answered 503", Outage.Temporary, TimeSpan.FromSeconds(2)) },
        { "hung up", ServerAnswer.Disconnected, new ChatAnswer.Unavailable("127.0.0.1 was not reached, or broke off its answer") },
        { "cut JSON", ServerAnswer.Truncated, new ChatAnswer.Unavailable("127.0.0.1 answered 200 with something that is no chat completion") },
        { "no JSON", new ServerAnswer.Http(200, "<html>"), new ChatAnswer.Unavailable("127.0.0.1 answered 200 with something that is no chat completion") },
        { "other JSON", new ServerAnswer.Http(200, """{"choices":[{"message":"hello"}]}"""), new ChatAnswer.Unavailable("127.0.0.1 answered 200 with something that is no chat completion") },
        { "no choices", new ServerAnswer.Http(200, """{"choices":[]}"""), new ChatAnswer.Unavailable("127.0.0.1 answered 200 with something that is no chat completion") },
        { "too much", new ServerAnswer.Http(200, new string(' ', 2_000_000)), new ChatAnswer.Unavailable("127.0.0.1 answered with more than 1048576 bytes") },
        { "filtered prompt", ServerAnswer.Filtered, new ChatAnswer.Filtered("the content filter refused the text") },
        { "too long", new ServerAnswer.Http(400, """{"error":{"code":"context_length_exceeded"}}"""), new ChatAnswer.Refused("127.0.0.1 answered 400 context_length_exceeded: the text is too long for the model") },
        { "a redirect", new ServerAnswer.Http(307, "", ("Location", "http://169.254.169.254/")), new ChatAnswer.Unavailable("127.0.0.1 answered 307, a redirect, which is not followed: set judge.endpoint to where it leads", Outage.Permanent) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_fault_has_its_name(string fault, ServerAnswer answer, ChatAnswer expected)
    {
        await using var server = await JudgeServer.StartAsync(answer);
        using var model = Asking.Model(server.BaseUrl);

        var given = await model.AskAsync(Asking.Request, CancellationToken.None);

        Assert.True(expected == given, $"{fault}: {given}");
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task A_filtered_answer_is_a_statement_about_the_text()
    {
        await using var server = await JudgeServer.StartAsync(new ServerAnswer.Says("", "content_filter"));
        using var model = Asking.Model(server.BaseUrl);

        Assert.IsType<ChatAnswer.Filtered>(await model.AskAsync(Asking.Request, CancellationToken.None));
    }

    [Fact]
    public async Task A_refusal_of_the_model_is_told_apart_from_an_answer()
    {
        await using var server = await JudgeServer.StartAsync(new ServerAnswer.Says("", Refusal: "I cannot judge that."));
        using var model = Asking.Model(server.BaseUrl);

        Assert.Equal("I cannot judge that.", Assert.IsType<ChatAnswer.Refused>(await model.AskAsync(Asking.Request, CancellationToken.None)).Reason);
    }

    [Fact]
    public async Task An_answer_that_was_cut_off_says_so()
    {
        await using var server = await JudgeServer.StartAsync(new ServerAnswer.Says("{\"code\":", "length"));
        using var model = Asking.Model(server.BaseUrl);

        Assert.True(Assert.IsType<ChatAnswer.Text>(await model.AskAsync(Asking.Request, CancellationToken.None)).Truncated);
    }

    [Theory]
    [InlineData(401, "KANSHI__JUDGE__APIKEY")]
    [InlineData(403, "Cognitive Services OpenAI User")]
    [InlineData(404, "judge.model")]
    public async Task What_a_person_must_mend_is_permanent_and_says_how(int status, string hint)
    {
        await using var server = await JudgeServer.StartAsync(new ServerAnswer.Http(status, """{"error":{"code":"nope","message":"Incorrect API key provided: not-a-k*****body."}}"""));
        using var model = Asking.Model(server.BaseUrl, options => options with { ApiKey = "not-a-key-of-anybody" });

        var answer = Assert.IsType<ChatAnswer.Unavailable>(await model.AskAsync(Asking.Request, CancellationToken.None));

        Assert.Equal(Outage.Permanent, answer.Outage);
        Assert.Contains(hint, answer.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("not-a-k", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_hangs_is_given_up_after_the_time_limit()
    {
        await using var server = await JudgeServer.StartAsync(new ServerAnswer.Hangs());
        using var model = Asking.Model(server.BaseUrl, options => options with { Timeout = TimeSpan.FromSeconds(1) });

        Assert.Equal(new ChatAnswer.TimedOut(TimeSpan.FromSeconds(1)), await model.AskAsync(Asking.Request, CancellationToken.None));
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_temporarily_unavailable()
    {
        var server = await JudgeServer.StartAsync();
        using var model = Asking.Model(server.BaseUrl);
        await server.DisposeAsync();

        Assert.Equal(Outage.Temporary, Assert.IsType<ChatAnswer.Unavailable>(await model.AskAsync(Asking.Request, CancellationToken.None)).Outage);
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_its_own_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await JudgeServer.StartAsync(call =>
        {
            cancellation.Cancel();
            return new ServerAnswer.Hangs();
        });
        using var model = Asking.Model(server.BaseUrl);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await model.AskAsync(Asking.Request, cancellation.Token));
    }
}
