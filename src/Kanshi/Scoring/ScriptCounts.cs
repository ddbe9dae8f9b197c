using System.Numerics;
using System.Runtime.Intrinsics;

namespace Kanshi.Scoring;

/// <summary>How many letters of each script a text holds, told from the first two bytes of each character (Unicode blocks).</summary>
internal struct ScriptCounts
{
    public int Latin, LatinExtended, Kana, Han, Hangul, Cyrillic, Ukrainian, Arabic, Persian, Hebrew, Greek, Thai, Devanagari;

    /// <param name="utf8">Valid.</param>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        var i = 0;
        for (; i + ByteBlock.Length < utf8.Length; i += ByteBlock.Length)
            AddBlock(utf8.Slice(i, ByteBlock.Length + 1));
        for (; i < utf8.Length; i++)
        {
            if (utf8[i] < 0x80)
                Latin += (uint)((utf8[i] | 0x20) - 'a') < 26 ? 1 : 0;
            else if (utf8[i] >= 0xC0)
                AddCharacter(utf8[i], i + 1 < utf8.Length ? utf8[i + 1] : (byte)0);
        }
    }

    /// <summary>The characters that begin in a block, of which the second byte may be the one behind it: the common scripts all at once, the others one by one.</summary>
    private void AddBlock(ReadOnlySpan<byte> utf8)
    {
        var block = Vector256.Create(utf8);
        Latin += BitOperations.PopCount(ByteBlock.Letters(block));
        if (block.ExtractMostSignificantBits() == 0)
            return;
        var next = Vector256.Create(utf8[1..]);
        var kanaLead = Vector256.Equals(block, Vector256.Create((byte)0xE3));
        var hangulLead = Vector256.Equals(block, Vector256.Create((byte)0xEA));
        LatinExtended += CountOf(ByteBlock.InRange(block, 0xC3, 0xC9));
        Kana += CountOf(kanaLead & ByteBlock.InRange(next, 0x81, 0x83));
        Han += CountOf((kanaLead & ByteBlock.InRange(next, 0x90, 0xFF)) | ByteBlock.InRange(block, 0xE4, 0xE9));
        Hangul += CountOf((hangulLead & ByteBlock.InRange(next, 0xB0, 0xFF)) | ByteBlock.InRange(block, 0xEB, 0xED));
        for (var others = ByteBlock.InRange(block, 0xCE, 0xE0).ExtractMostSignificantBits(); others != 0; others &= others - 1)
        {
            var at = BitOperations.TrailingZeroCount(others);
            AddCharacter(utf8[at], utf8[at + 1]);
        }
    }

    private static int CountOf(Vector256<byte> places) => BitOperations.PopCount(places.ExtractMostSignificantBits());

    private void AddCharacter(byte lead, byte second)
    {
        if (lead < 0xE0)
            AddTwoBytes(lead, second);
        else
            AddThreeBytes(lead, second);
    }

    private void AddTwoBytes(byte lead, byte second)
    {
        switch (lead)
        {
            case >= 0xC3 and <= 0xC9:
                LatinExtended++;
                break;
            case 0xCE or 0xCF:
                Greek++;
                break;
            case >= 0xD0 and <= 0xD3:
                Cyrillic++;
                Ukrainian += lead == 0xD1 && second is 0x94 or 0x96 or 0x97 ? 1 : 0;
                break;
            case 0xD6 or 0xD7:
                Hebrew++;
                break;
            case >= 0xD8 and <= 0xDB:
                Arabic++;
                Persian += IsPersian(lead, second) ? 1 : 0;
                break;
        }
    }

    private void AddThreeBytes(byte lead, byte second)
    {
        switch (lead)
        {
            case 0xE3 when second is >= 0x81 and <= 0x83:
                Kana++;
                break;
            case 0xE3 when second >= 0x90:
            case >= 0xE4 and <= 0xE9:
                Han++;
                break;
            case >= 0xEA and <= 0xED when lead != 0xEA || second >= 0xB0:
                Hangul++;
                break;
            case 0xE0 when second is 0xB8 or 0xB9:
                Thai++;
                break;
            case 0xE0 when second is 0xA4 or 0xA5:
                Devanagari++;
                break;
        }
    }

    /// <summary>Letters that Persian and Urdu have and Arabic has not: pe, che, zhe, keheh, gaf, Farsi yeh.</summary>
    private static bool IsPersian(byte lead, byte second) => (lead, second) switch
    {
        (0xD9, 0xBE) or (0xDA, 0x86) or (0xDA, 0x98) or (0xDA, 0xA9) or (0xDA, 0xAF) or (0xDB, 0x8C) => true,
        _ => false,
    };
}
