using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Kanshi.Scoring.Grounding;

/// <summary>
/// What is to be known of a system prompt to find it in an answer. A service sends the same few prompts with every call: each thread keeps
/// its last ones, with buffers that are used again, so that a prompt which differs every time costs time but no memory.
/// </summary>
internal sealed class SystemPromptReading
{
    private const int KeptBits = 4;

    [ThreadStatic]
    private static SystemPromptReading?[]? _mine;

    private readonly List<(int Start, int Length)> _canaries = [];
    private byte[] _text = [];
    private uint[] _anchors = [];
    private int _length;
    private bool _hasAsciiWindow;

    private ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    /// <summary>The reading of a prompt, made now or kept; good until the thread asks for the next.</summary>
    public static SystemPromptReading Of(ReadOnlySpan<byte> system)
    {
        var kept = _mine ??= new SystemPromptReading?[1 << KeptBits];
        var reading = kept[SlotOf(system)] ??= new SystemPromptReading();
        if (!reading.Text.SequenceEqual(system))
            reading.Read(system);
        return reading;
    }

    /// <summary>The place in the answer of a string that can come from nowhere else; length 0 when there is none.</summary>
    public (int Start, int Length) FindCanary(ReadOnlySpan<byte> answer)
    {
        foreach (var (start, length) in _canaries)
        {
            if (answer.IndexOf(Text.Slice(start, length)) is var found and >= 0)
                return (found, length);
        }

        return default;
    }

    /// <summary>See <see cref="Anchors.Shared"/>.</summary>
    public int SharedAnchors(ReadOnlySpan<byte> answer, int enough)
    {
        // An answer in English shares no window with a prompt in Japanese.
        if (!_hasAsciiWindow && Ascii.IsValid(answer))
            return 0;
        return Anchors.Shared(_anchors.AsSpan(0, Anchors.SlotsFor(_length)), answer, enough);
    }

    private void Read(ReadOnlySpan<byte> system)
    {
        if (_text.Length < system.Length)
            _text = new byte[BitOperations.RoundUpToPowerOf2((uint)system.Length)];
        system.CopyTo(_text);
        _length = system.Length;
        var slots = Anchors.SlotsFor(_length);
        if (_anchors.Length < slots)
            _anchors = new uint[slots];
        Anchors.Sample(system, _anchors.AsSpan(0, slots));
        Canaries.Collect(system, _canaries);
        _hasAsciiWindow = HasAsciiWindow(system);
    }

    private static bool HasAsciiWindow(ReadOnlySpan<byte> text)
    {
        var run = 0;
        foreach (var b in text)
        {
            run = b < 0x80 ? run + 1 : 0;
            if (run == Anchors.WindowBytes)
                return true;
        }

        return false;
    }

    /// <summary>By the length and the two ends; the prompt has at least eight bytes.</summary>
    private static int SlotOf(ReadOnlySpan<byte> system)
    {
        var ends = BinaryPrimitives.ReadUInt64LittleEndian(system) ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(system[^sizeof(ulong)..]), 17);
        return (int)(((ends + (ulong)system.Length) * 0x9E3779B97F4A7C15UL) >> (64 - KeptBits));
    }
}
