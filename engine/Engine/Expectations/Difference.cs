using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>Says what is different between two values that look alike.</summary>
internal static class Difference
{
    // Two shorter texts are compared by eye.
    private const int LongText = 40;
    private const int Around = 16;

    // Beyond this many names the search would cost more than it helps.
    private const int MostNames = 1000;

    /// <summary>A reason that may quote both values; null when they speak for themselves.</summary>
    public static string? Explain(Value expected, Value? actual, Judgement judgement) =>
        (expected, actual) switch
        {
            (_, null) => null,
            (TextValue a, TextValue b) => ExplainTexts(judgement.Masked(a.Text), judgement.Masked(b.Text)),
            (TextValue text, _) when SaysTheSame(text, actual) => Converted(text, actual, judgement),
            (_, TextValue text) when SaysTheSame(text, expected) => Converted(text, expected, judgement),
            _ => ExplainKinds(expected, actual),
        };

    /// <summary>A reason that quotes neither value; null when they are of one kind.</summary>
    public static string? ExplainKinds(Value expected, Value? actual) =>
        actual is null || expected.Kind == actual.Kind ? null : $"{expected.Kind} is expected, this is {actual.Kind}";

    /// <summary>"Did you mean" for a member that is not there; null when no other name is near.</summary>
    public static string? NearName(string missing, MapValue expected, Value actual)
    {
        var names = actual.MemberNames;
        if (names.Length > MostNames)
            return null;
        var near = Suggestion.For(missing, names.Where(n => IsCandidate(missing, n) && !expected.TryGetMember(n, out _)));
        return near is null ? null : $"did you mean \"{near}\"?";
    }

    // A name of one or two letters is near every other such name.
    private static bool IsCandidate(string missing, string name) =>
        missing.Length > 2 && name.Length > 2 || string.Equals(missing, name, StringComparison.OrdinalIgnoreCase);

    private static bool SaysTheSame(TextValue text, Value other) =>
        other is NumberValue or BooleanValue or NullValue && text.Text == ShownText.Write(other);

    private static string Converted(TextValue text, Value other, Judgement judgement)
    {
        var kind =
            other is NumberValue ? "the number "
            : other is BooleanValue ? "the boolean "
            : "";
        return judgement.Masked($"the text {ShownText.Write(text)} is not {kind}{ShownText.Write(other)}");
    }

    private static string? ExplainTexts(string expected, string actual) =>
        string.Equals(expected, actual, StringComparison.OrdinalIgnoreCase) ? ExplainCase(expected, actual)
        : string.Equals(expected.Trim(), actual.Trim(), StringComparison.Ordinal) ? "only the white space around it differs"
        : expected.Length > LongText && actual.Length > LongText ? FirstDifference(expected, actual)
        : null;

    private static string ExplainCase(string expected, string actual) =>
        string.Equals(expected, actual, StringComparison.Ordinal) ? "they differ inside a secret" : "only the case differs";

    private static string FirstDifference(string expected, string actual)
    {
        var at = expected.AsSpan().CommonPrefixLength(actual);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"they differ from character {at + 1:N0} on: expected {Excerpt(expected, at)}, actual {Excerpt(actual, at)}"
        );
    }

    // Never begins or ends inside a surrogate pair.
    private static string Excerpt(string text, int at)
    {
        var from = Math.Max(0, at - Around);
        var to = Math.Min(text.Length, at + Around);
        if (from > 0 && char.IsLowSurrogate(text[from]))
            from--;
        if (to < text.Length && char.IsLowSurrogate(text[to]))
            to++;
        var quoted = ShownText.Write(new TextValue(text[from..to]))[1..^1];
        return (from > 0 ? "…" : "") + quoted + (to < text.Length ? "…" : "");
    }
}
