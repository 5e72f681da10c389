using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary><c>is.starting beginning</c>: text that begins so, letter for letter.</summary>
internal sealed class StartingPredicate(string beginning) : Predicate("is.starting", [beginning])
{
    public override string Phrase => $"text that starts with {ShownText.Write(beginning)}";

    public override void Judge(Value? actual, Judgement judgement)
    {
        if (actual is not TextValue text)
            Refuse(actual, judgement);
        else if (!text.Text.StartsWith(beginning, StringComparison.Ordinal))
            Refuse(actual, judgement, OnlyCase(text.Text));
    }

    private string? OnlyCase(string text) =>
        text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) ? "only the case differs" : null;
}
