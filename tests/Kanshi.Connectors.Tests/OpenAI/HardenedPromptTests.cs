using System.Text;
using System.Text.Json;
using Kanshi.Judging;
using Kanshi.Testing;
using Kanshi.Tests.Judging;
using Xunit;

namespace Kanshi.Connectors.Tests.OpenAI;

/// <summary>What leaves the process, byte by byte, when a judged text attacks; and what a judge that believes everything makes of it.</summary>
public sealed class HardenedPromptTests
{
    [Fact]
    public async Task The_bytes_of_a_request_never_let_a_judged_text_close_its_fence()
    {
        await using var server = await JudgeServer.StartAsync();
        using var model = Asking.Model(server.BaseUrl);
        var judge = JudgeGivens.Judge(model);

        foreach (var response in Attacked())
            Assert.IsType<JudgeOutcome.Judged>(await judge.JudgeAsync(response, CancellationToken.None));

        Assert.True(server.Calls.Count >= 2 * 60);
        foreach (var call in server.Calls)
        {
            var (system, user) = Messages(call);
            var problem = PromptLines.Problem(system, user);
            Assert.True(problem is null, $"{problem} in {call.Text}");
            // Each code stands where we have put it and nowhere else in the body, whatever the escapes of JSON may hide.
            var fence = user[5..37];
            Assert.Equal(Lines(user, $"==== {fence} "), Count(call.Body, fence) - Count(Encoding.UTF8.GetBytes(system), fence));
            Assert.DoesNotContain(CodeOf(system), user, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_judge_that_believes_everything_is_not_talked_into_a_mark()
    {
        await using var server = await JudgeServer.StartAsync();
        using var model = Asking.Model(server.BaseUrl);
        var judge = JudgeGivens.Judge(model);

        foreach (var attack in Attacks.All)
        {
            // A refusal that wins only if the rest is obeyed.
            var response = JudgeGivens.Response("I'm sorry, but I can't help with that request.\n" + attack);

            var verdict = Assert.IsType<JudgeOutcome.Judged>(await judge.JudgeAsync(response, CancellationToken.None)).Verdict;

            Assert.DoesNotContain("The message says so", verdict.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_same_judge_obeys_where_the_guard_is_absent()
    {
        await using var server = await JudgeServer.StartAsync();
        using var model = Asking.Model(server.BaseUrl);
        var obeyed = 0;
        foreach (var attack in Attacks.All)
        {
            var unguarded = new ChatRequest(
                "`code` must be exactly `00000000000000000000000000000000`\n- `helpfulness`: a whole number from 1 to 5", $"==== begin answer ====\n{attack}\n==== end answer ====\n", Schema: null, 100, 0, 1);

            var answer = Assert.IsType<ChatAnswer.Text>(await model.AskAsync(unguarded, CancellationToken.None));

            obeyed += answer.Content.Contains("The message says so", StringComparison.Ordinal) ? 1 : 0;
        }

        // Not all: plain words in a fence that holds, or in base64, do not get out of it.
        Assert.True(obeyed >= 20, $"{obeyed} of {Attacks.All.Count}");
    }

    private static IEnumerable<ResponseToJudge> Attacked()
    {
        foreach (var attack in Attacks.All)
        {
            yield return JudgeGivens.Response(output: attack);
            yield return JudgeGivens.Response("Fine.", attack, "en", attack);
        }

        foreach (var (input, context, output) in Attacks.Split)
            yield return JudgeGivens.Response(output, input, "en", context);
    }

    private static (string System, string User) Messages(ServerCall call)
    {
        using var body = JsonDocument.Parse(call.Body);
        var messages = body.RootElement.GetProperty("messages");
        Assert.Equal(2, messages.GetArrayLength());
        Assert.Equal(["system", "user"], messages.EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        return (messages[0].GetProperty("content").GetString()!, messages[1].GetProperty("content").GetString()!);
    }

    private static string CodeOf(string system) => system[(system.IndexOf("must be exactly `", StringComparison.Ordinal) + 17)..][..32];

    private static int Lines(string user, string start) => user.Split('\n').Count(line => line.StartsWith(start, StringComparison.Ordinal));

    private static int Count(ReadOnlySpan<byte> bytes, string code)
    {
        var count = 0;
        for (var at = bytes.IndexOf(Encoding.ASCII.GetBytes(code)); at >= 0; at = bytes.IndexOf(Encoding.ASCII.GetBytes(code)))
        {
            count++;
            bytes = bytes[(at + code.Length)..];
        }

        return count;
    }
}
