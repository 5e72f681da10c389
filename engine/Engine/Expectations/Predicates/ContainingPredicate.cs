using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary><c>is.containing x</c>: text with a part, or a list with an item that matches.</summary>
internal sealed class ContainingPredicate(Value part) : Predicate("is.containing", [part])
{
    public override string Phrase =>
        part is TextValue ? $"text or a list that contains {ShownText.Write(part)}" : $"a list that contains {PhraseOf(part)}";

    public override void Judge(Value? actual, Judgement judgement)
    {
        if (actual is TextValue text && part is TextValue inner)
        {
            if (!text.Text.Contains(inner.Text, StringComparison.Ordinal))
                Refuse(actual, judgement, OnlyCase(text.Text, inner.Text));
            return;
        }
        if (actual is not ListValue list || !HasMatch(list, judgement))
            Refuse(actual, judgement);
    }

    private bool HasMatch(ListValue list, Judgement judgement)
    {
        foreach (var item in list.Items)
        {
            if (judgement.Accepts(part, item))
                return true;
        }
        return false;
    }

    private static string? OnlyCase(string text, string inner) =>
        text.Contains(inner, StringComparison.OrdinalIgnoreCase) ? "only the case differs" : null;
}
