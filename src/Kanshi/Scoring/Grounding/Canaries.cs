namespace Kanshi.Scoring.Grounding;

/// <summary>
/// Strings in a system prompt that nobody writes by chance: sixteen or more letters, digits and joints, of both sorts many. Found in an
/// answer, they prove where it was read. Parts of addresses are not: links are there to be given.
/// </summary>
internal static class Canaries
{
    private const int MinLength = 16;
    private const int MinOfEach = 4;
    private const int MaxCandidates = 16;

    /// <summary>Their places in a system prompt, the first sixteen.</summary>
    public static void Collect(ReadOnlySpan<byte> system, List<(int Start, int Length)> canaries)
    {
        canaries.Clear();
        for (var at = 0; at < system.Length && canaries.Count < MaxCandidates;)
        {
            var length = LengthAt(system[at..], out var isCanary);
            if (isCanary && (at == 0 || system[at - 1] is not ((byte)'/' or (byte)'.' or (byte)'@')))
                canaries.Add((at, length));
            at += length + 1;
        }
    }

    private static int LengthAt(ReadOnlySpan<byte> text, out bool isCanary)
    {
        int letters = 0, digits = 0, length = 0;
        for (; length < text.Length; length++)
        {
            var b = text[length];
            if ((uint)((b | 0x20) - 'a') < 26)
                letters++;
            else if ((uint)(b - '0') < 10)
                digits++;
            else if (b is not ((byte)'-' or (byte)'_'))
                break;
        }

        isCanary = length >= MinLength && letters >= MinOfEach && digits >= MinOfEach;
        return length;
    }
}
