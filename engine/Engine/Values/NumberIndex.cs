namespace PingOneScenarios.Engine.Values;

/// <summary>Finds secret numbers in texts: only where the whole number stands, however it is written. Not thread-safe.</summary>
internal sealed class NumberIndex
{
    /// <summary>In digits; shorter numbers stand everywhere.</summary>
    public const int Shortest = 4;

    private readonly Dictionary<string, KnownSecret> byNumber = new(StringComparer.Ordinal);

    public bool IsEmpty => byNumber.Count == 0;

    public void Add(NumberValue number, KnownSecret secret)
    {
        if (IsLong(number))
            byNumber.TryAdd(Usual(number.ToString()), secret);
    }

    /// <summary>Whether a number has so many digits, when it is written out, that it is searched for.</summary>
    public static bool IsLong(NumberValue number)
    {
        var digits = DecimalText.Of(number.ToString());
        return Math.Max(digits.Digits.Length + Math.Max(0, -digits.Exponent), digits.Exponent + 1) >= Shortest;
    }

    /// <summary>The secret a number is; null when it is none.</summary>
    public KnownSecret? Find(NumberValue number) => IsEmpty ? null : byNumber.GetValueOrDefault(Usual(number.ToString()));

    /// <summary>Adds every stretch of the text that is such a number as a whole.</summary>
    public void FindIn(string text, List<(int Start, int End, KnownSecret Secret)> found)
    {
        for (var at = 0; !IsEmpty && at < text.Length; )
        {
            var start = text.AsSpan(at).IndexOfAnyInRange('0', '9');
            if (start < 0)
                return;
            start += at;
            var end = End(text, start);
            at = end;
            if (end - start >= Shortest && !IsInWord(text, start, end))
                AddIfKnown(text, start, end, found);
        }
    }

    private void AddIfKnown(string text, int start, int end, List<(int Start, int End, KnownSecret Secret)> found)
    {
        if (start > 0 && text[start - 1] == '-' && byNumber.TryGetValue(Usual(text[(start - 1)..end]), out var negative))
            found.Add((start - 1, end, negative));
        else if (byNumber.TryGetValue(Usual(text[start..end]), out var secret))
            found.Add((start, end, secret));
    }

    private static bool IsInWord(string text, int start, int end) =>
        start > 0 && char.IsLetter(text[start - 1]) || end < text.Length && char.IsLetter(text[end]);

    private static int End(string text, int start)
    {
        var (end, hasPoint) = (start, false);
        while (end < text.Length)
        {
            var isPoint = !hasPoint && text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
            if (!isPoint && !char.IsAsciiDigit(text[end]))
                break;
            hasPoint |= isPoint;
            end++;
        }
        return EndOfExponent(text, end);
    }

    // Behind an exponent; the same place when there is none.
    private static int EndOfExponent(string text, int at)
    {
        if (at >= text.Length || text[at] is not ('e' or 'E'))
            return at;
        var digits = at + (at + 1 < text.Length && text[at + 1] is '+' or '-' ? 2 : 1);
        var end = digits;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end == digits ? at : end;
    }

    // 1.50 is 1.5, 007 is 7, and 1.5E3 is 1500.
    private static string Usual(string text) => DecimalText.Of(text).ToString();
}
