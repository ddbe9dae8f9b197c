using System.Text;
using Kanshi.Inference;
using Kanshi.Privacy;

namespace Kanshi.Judging.Prompting;

/// <summary>The two codes of one prompt: of its fences, and the one that the answer must repeat. Neither stands anywhere in the judged texts.</summary>
internal readonly record struct PromptCodes(string Fence, string Answer)
{
    public static PromptCodes Draw(NonceSource nonces, ContentTexts texts)
    {
        while (true)
        {
            var codes = new PromptCodes(nonces.Next(), nonces.Next());
            if (codes.Fence != codes.Answer && !Occurs(codes.Fence, texts) && !Occurs(codes.Answer, texts))
                return codes;
        }
    }

    private static bool Occurs(string code, ContentTexts texts)
    {
        var bytes = Encoding.ASCII.GetBytes(code);
        return In(texts.SystemPrompt) || (texts.Output is { } output && In(output)) || texts.Context.Any(In)
            || texts.Input.Any(message => In(message.Content));

        bool In(Utf8Text text) => text.Span.IndexOf(bytes) >= 0;
    }
}
