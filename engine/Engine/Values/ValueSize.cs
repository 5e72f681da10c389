namespace PingOneScenarios.Engine.Values;

/// <summary>How much a value holds, at any depth; what it holds twice counts twice, because whoever writes it out does so.</summary>
/// <param name="Items">Of lists, and members of maps.</param>
/// <param name="Letters">Of texts and names, in UTF-16.</param>
internal readonly record struct ValueSize(long Items, long Letters)
{
    /// <summary>What one expression may make (trust rule 12).</summary>
    public static readonly ValueSize MostOfOne = new(1_000_000, 16 << 20);

    /// <summary>What an item costs beside its letters, in letters.</summary>
    private const int LettersOfAnItem = 16;

    /// <summary>Both in one, in letters.</summary>
    public long Weight => Letters + Items * LettersOfAnItem;

    /// <summary>Why it is too much for one expression; null when it is not.</summary>
    public string? Objection =>
        Items > MostOfOne.Items ? "there are more than 1000000 items"
        : Letters > MostOfOne.Letters ? "the texts in it are longer than 16 MB"
        : null;

    public static ValueSize operator +(ValueSize a, ValueSize b) => new(a.Items + b.Items, a.Letters + b.Letters);
}
