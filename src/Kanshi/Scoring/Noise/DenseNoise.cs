namespace Kanshi.Scoring.Noise;

/// <summary>
/// Whether a stretch of Japanese, Chinese or Korean is noise: characters that nobody uses, hiragana in pairs that do not occur, none of the
/// characters that every sentence is held together by, or Korean words that end as none does.
/// </summary>
internal static class DenseNoise
{
    private const int MinCharacters = 30;
    private const int MinDense = 12;
    private const int MinPairs = 14;
    private const int MinForGlue = 64;
    private const int MinWords = 12;

    public static double Confidence(ReadOnlySpan<byte> text)
    {
        var tally = default(Tally);
        if (text.IndexOfAnyInRange((byte)0xEA, (byte)0xED) < 0)
        {
            WithoutKorean(text, ref tally);
            return tally.Judge();
        }

        for (var i = 0; i + 2 < text.Length;)
        {
            var lead = text[i];
            if (lead is < 0xE3 or > 0xED)
            {
                tally.EndWord();
                tally.Breaks += lead is (byte)'\n' or (byte)',' ? 1 : 0;
                i += lead < 0xE0 ? 1 : 3;
                continue;
            }

            if (lead == 0xE3)
                tally.Kana(text[i + 1], text[i + 2]);
            else
                tally.Dense(((lead & 0xF) << 12) | ((text[i + 1] & 0x3F) << 6) | (text[i + 2] & 0x3F));
            i += 3;
        }

        return tally.Judge();
    }

    /// <summary>As the general way, which needs to know where Korean words end; without them a character is a look-up and an addition.</summary>
    private static void WithoutKorean(ReadOnlySpan<byte> text, ref Tally tally)
    {
        int before = 0, pairs = 0, known = 0;
        var sum = 0UL;
        for (var i = 0; i + 2 < text.Length;)
        {
            var lead = text[i];
            if (lead is < 0xE3 or > 0xE9)
            {
                sum += lead is (byte)'\n' or (byte)',' ? CharacterSums.Break : 0;
                before = 0;
                i += lead < 0xE0 ? 1 : 3;
                continue;
            }

            var codePoint = ((lead & 0xF) << 12) | ((text[i + 1] & 0x3F) << 6) | (text[i + 2] & 0x3F);
            var kana = KanaPairs.PlaceOf(codePoint);
            sum += CharacterSums.Of(codePoint);
            pairs += Math.Min(before, 1) & Math.Min(kana, 1);
            known += KanaPairs.At(before, kana);
            before = kana;
            i += 3;
        }

        tally.Take(sum, pairs, known);
    }

    private struct Tally
    {
        public int Breaks;
        private int _han, _hangul, _kana, _rare, _glue, _pairs, _known, _words, _ended, _syllables, _lastKana;
        private byte _lastTraits;

        public void Take(ulong sum, int pairs, int known)
        {
            (_han, _kana, _rare, _glue, Breaks) = CharacterSums.Read(sum);
            (_pairs, _known) = (pairs, known);
        }

        public void Dense(int codePoint)
        {
            _lastKana = 0;
            if (codePoint is > 0x9FFF and < 0xAC00 or > 0xD7A3)
                return;
            _lastTraits = CharacterTraits.Of(codePoint);
            _rare += 1 - (_lastTraits & CharacterTraits.Common);
            _glue += (_lastTraits >> 1) & 1;
            if (codePoint < 0xAC00)
            {
                _han++;
                return;
            }

            _hangul++;
            _syllables++;
        }

        public void Kana(byte second, byte third)
        {
            var before = _lastKana;
            EndWord();
            var codePoint = 0x3000 | ((second & 0x3F) << 6) | (third & 0x3F);
            if (!KanaPairs.IsHiragana(codePoint))
            {
                Breaks += codePoint is '、' or '・' ? 1 : 0;
                return;
            }

            _kana++;
            _pairs += before == 0 ? 0 : 1;
            _known += before != 0 && KanaPairs.Has(before, codePoint) ? 1 : 0;
            _lastKana = codePoint;
        }

        public void EndWord()
        {
            if (_syllables >= 2)
            {
                _words++;
                _ended += _lastTraits >> 2;
            }

            _syllables = 0;
            _lastKana = 0;
        }

        public double Judge()
        {
            var dense = _han + _hangul;
            if (dense + _kana < MinCharacters)
                return 0;
            if (dense >= MinDense && _rare * 4 >= dense)
                return Math.Min(0.95, 0.6 + (0.5 * _rare / dense));
            if (_pairs >= MinPairs && _known * 50 < _pairs * 21)
                return Math.Min(0.95, 0.65 + (0.75 * ((0.42 * _pairs) - _known) / _pairs));
            if (_words >= MinWords && _ended * 10 < _words * 3)
                return 0.65;
            var isGlueless = _kana == 0 && dense >= MinForGlue && Breaks * 12 < dense && _glue * (_hangul > _han ? 6 : 40) < dense;
            return isGlueless ? 0.6 : 0;
        }
    }
}
