using System.Numerics;
using System.Runtime.Intrinsics;

namespace Kanshi.Scoring;

/// <summary>How many letters of each script a text holds, told from the first two bytes of each character (Unicode blocks).</summary>
internal struct ScriptCounts
{
    public int Latin, LatinExtended, Kana, Han, Hangul, Cyrillic, Ukrainian, Arabic, Persian, Hebrew, Greek, Thai, Devanagari;

    public void Add(ReadOnlySpan<byte> utf8)
    {
        for (var i = 0; i < utf8.Length;)
        {
            var b = utf8[i];
            if (b < 0x80)
            {
                if (TryAddAscii(utf8[i..]))
                {
                    i += ByteBlock.Length;
                    continue;
                }

                Latin += (uint)((b | 0x20) - 'a') < 26 ? 1 : 0;
                i++;
            }
            else if (b < 0xE0)
            {
                AddTwoBytes(b, i + 1 < utf8.Length ? utf8[i + 1] : (byte)0);
                i += 2;
            }
            else if (b < 0xF0)
            {
                AddThreeBytes(b, i + 1 < utf8.Length ? utf8[i + 1] : (byte)0);
                i += 3;
            }
            else
            {
                i += 4;
            }
        }
    }

    private bool TryAddAscii(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length < ByteBlock.Length)
            return false;
        var block = Vector256.Create(utf8);
        if (block.ExtractMostSignificantBits() != 0)
            return false;
        Latin += BitOperations.PopCount(ByteBlock.Letters(block));
        return true;
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
