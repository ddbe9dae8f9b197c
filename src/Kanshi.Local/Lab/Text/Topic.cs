namespace Kanshi.Local.Lab.Text;

/// <summary>What a conversation is about: places in the topic lists, the same for prompt, passages and answer.</summary>
internal readonly record struct Topic(int Feature, int Screen, int Plan, int Type, int Table)
{
    private const int Many = 5040; // every list's length divides it or comes close enough to even

    public static Topic Draw(ulong callKey)
    {
        var chance = Chance.For(callKey, Purpose.Topic);
        return new Topic(chance.Below(Many), chance.Below(Many), chance.Below(Many), chance.Below(Many), chance.Below(Many));
    }
}
