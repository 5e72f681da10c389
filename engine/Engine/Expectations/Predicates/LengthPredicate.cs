using System.Globalization;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary><c>is.length n</c>: text of so many code points, a list of so many items, a map of so many members.</summary>
internal sealed class LengthPredicate(long length) : Predicate("is.length", [length])
{
    public override string Phrase => string.Create(CultureInfo.InvariantCulture, $"text, a list or a map of length {length}");

    public override void Judge(Value? actual, Judgement judgement)
    {
        int? theirs = actual switch
        {
            TextValue text => CodePoints(text.Text),
            ListValue list => list.Items.Length,
            MapValue map => map.Members.Length,
            _ => null,
        };
        if (theirs != length)
            Refuse(actual, judgement, theirs is null ? null : string.Create(CultureInfo.InvariantCulture, $"its length is {theirs}"));
    }

    private static int CodePoints(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }
}
