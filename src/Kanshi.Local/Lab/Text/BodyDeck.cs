namespace Kanshi.Local.Lab.Text;

/// <summary>Deals phrases without repeating one: an answer that says the same sentence twice is a fault, not chance.</summary>
internal sealed class BodyDeck
{
    private readonly List<int> _cards = [];

    public void Shuffle(int count)
    {
        _cards.Clear();
        for (var i = 0; i < count; i++)
            _cards.Add(i);
    }

    public int Deal(ref Chance chance)
    {
        var at = chance.Below(_cards.Count);
        var card = _cards[at];
        _cards[at] = _cards[^1];
        _cards.RemoveAt(_cards.Count - 1);
        return card;
    }
}
