using System.Text;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating;

/// <summary>What a template gave, and the labels of all it mentioned.</summary>
internal readonly record struct Rendered(Value Value, LabelSet Labels)
{
    /// <summary>The value as it may be shown: itself without labels, their names with them.</summary>
    public Value Shown => Labels.IsEmpty ? Value : Labels.Shown;
}

/// <summary>A text that was put together from literal and computed parts.</summary>
/// <param name="Plain">As it is sent.</param>
/// <param name="Shown">As it may be shown: each labelled part replaced by the names of its labels.</param>
/// <param name="Labels">Of all parts.</param>
internal readonly partial record struct RenderedText(string Plain, string Shown, LabelSet Labels)
{
    public static RenderedText Literal(string text) => new(text, text, LabelSet.None);

    /// <summary>Encoded for its place; the names of labels stay as they are, so that they are found in what is shown.</summary>
    public RenderedText Encoded(Func<string, string> encode)
    {
        if (Labels.IsEmpty)
            return new RenderedText(encode(Plain), encode(Shown), Labels);
        var (shown, done) = (new StringBuilder(), 0);
        foreach (Match label in Label().Matches(Shown))
        {
            shown.Append(encode(Shown[done..label.Index])).Append(label.ValueSpan);
            done = label.Index + label.Length;
        }
        return new RenderedText(encode(Plain), shown.Append(encode(Shown[done..])).ToString(), Labels);
    }

    [GeneratedRegex("‹[^‹›]*›")]
    private static partial Regex Label();
}
