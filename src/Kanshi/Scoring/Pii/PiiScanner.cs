using System.Numerics;
using System.Runtime.Intrinsics;

namespace Kanshi.Scoring.Pii;

/// <summary>
/// Finds personal data in one pass over UTF-8: vectors skip to the next '@', digit or full-width form, and only around these is anything read.
/// What is read at one place is bounded and lies behind the scan when it goes on, so time is linear whatever the text. A text without any
/// allocates nothing.
/// </summary>
internal static class PiiScanner
{
    /// <summary>A block and the two bytes behind it, in which a full-width digit may end.</summary>
    private const int ReadBytes = 34;

    /// <summary>Adds what it finds to <paramref name="found"/>, in the order of the text and without overlaps; a list is made when there is something.</summary>
    public static void Scan(ReadOnlySpan<byte> text, ref List<SensitiveSpan>? found)
    {
        var (at, from) = (0, 0);
        while (at + ReadBytes <= text.Length)
        {
            var next = at + Vector256<byte>.Count;
            for (var signs = Signs(text.Slice(at, ReadBytes)); signs != 0;)
            {
                var end = Read(text, at + BitOperations.TrailingZeroCount(signs), ref from, ref found);
                if (end >= next)
                {
                    next = end;
                    break;
                }

                signs &= uint.MaxValue << (end - at);
            }

            at = next;
        }

        while (at < text.Length)
            at = text[at] == '@' || NumberUnit.IsDigit(text, at) ? Read(text, at, ref from, ref found) : at + 1;
    }

    /// <summary>Where '@', digits and full-width digits (EF BC 90 to EF BC 99) begin in the first 32 bytes, a bit each.</summary>
    private static uint Signs(ReadOnlySpan<byte> text)
    {
        var block = Vector256.Create(text);
        var digits = Vector256.LessThan(block - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
        var ats = Vector256.Equals(block, Vector256.Create((byte)'@'));
        var wide = Vector256.Equals(block, Vector256.Create((byte)0xEF));
        if (wide != Vector256<byte>.Zero)
        {
            wide &= Vector256.Equals(Vector256.Create(text[1..]), Vector256.Create((byte)0xBC));
            wide &= Vector256.LessThan(Vector256.Create(text[2..]) - Vector256.Create((byte)0x90), Vector256.Create((byte)10));
        }

        return (digits | ats | wide).ExtractMostSignificantBits();
    }

    /// <summary>Reads around a sign and says where to go on.</summary>
    private static int Read(ReadOnlySpan<byte> text, int at, ref int from, ref List<SensitiveSpan>? found)
    {
        var end = At(text, at, from, ref found);
        // A find is never read again; what was no find may still be the beginning of an e-mail address.
        if (end > 0)
            from = end;
        return Math.Max(Math.Abs(end), at + 1);
    }

    /// <summary>Where to go on: past a find, or (negative) past what is none.</summary>
    private static int At(ReadOnlySpan<byte> text, int at, int from, ref List<SensitiveSpan>? found)
    {
        if (text[at] == '@')
        {
            if (!EmailRule.TryMatch(text, at, from, out var email))
                return -(at + 1);
            Add(email, ref found);
            return email.End;
        }

        if (IbanRule.TryMatch(text, at, from, out var span) || IpAddressRule.TryMatchV6(text, at, from, out span))
        {
            Add(span, ref found);
            return span.End;
        }

        if (NumberCluster.LoneEnd(text, at) is var lone and > 0)
            return -lone;
        var cluster = new NumberCluster(text, at);
        var before = found?.Count ?? 0;
        NumberRules.Apply(ref cluster, ref found);
        return found is not null && found.Count > before ? Math.Max(cluster.End, found[^1].End) : -cluster.End;
    }

    private static void Add(SensitiveSpan span, ref List<SensitiveSpan>? found) => (found ??= []).Add(span);
}
