using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating;

/// <summary>What a template gave; the labels of what it was computed from are those of the value.</summary>
internal readonly record struct Rendered(Value Value)
{
    public LabelSet Labels => Value.Labels;

    /// <summary>The value as it may be shown: the names of labels in place of what is secret of it.</summary>
    public Value Shown => LabelledParts.Shown(Value);
}

/// <summary>A text that was put together from literal and computed parts.</summary>
/// <param name="Plain">As it is sent.</param>
/// <param name="Shown">As it may be shown: each labelled part replaced by the names of its labels.</param>
/// <param name="Labels">Of all parts.</param>
internal readonly partial record struct RenderedText(string Plain, string Shown, LabelSet Labels)
{
    /// <summary>What is secret of it, each stretch as it was before it was encoded for its place.</summary>
    public ImmutableArray<SecretPart> Secrets { get; init; } = [];

    public static RenderedText Literal(string text) => new(text, text, LabelSet.None);

    /// <summary>A value as it appears inside text.</summary>
    public static RenderedText Of(Value value)
    {
        var text = new TextGathering(encode: null);
        text.Append(value);
        return text.ToText();
    }

    /// <summary>Encoded for its place; the names of labels stay as they are, so that they are found in what is shown.</summary>
    public RenderedText Encoded(Func<string, string> encode)
    {
        if (Labels.IsEmpty)
            return this with { Plain = encode(Plain), Shown = encode(Shown) };
        var (shown, done) = (new StringBuilder(), 0);
        foreach (Match label in Label().Matches(Shown))
        {
            shown.Append(encode(Shown[done..label.Index])).Append(label.ValueSpan);
            done = label.Index + label.Length;
        }
        return this with { Plain = encode(Plain), Shown = shown.Append(encode(Shown[done..])).ToString() };
    }

    [GeneratedRegex("‹[^‹›]*›")]
    private static partial Regex Label();
}

/// <summary>What a template gives to a place that may come several times: one text, or one for each item of the list that its expression gives.</summary>
internal readonly struct RenderedTexts
{
    private readonly RenderedText only;
    private readonly ImmutableArray<RenderedText> items;

    public RenderedTexts(RenderedText only) => (this.only, items) = (only, default);

    public RenderedTexts(ImmutableArray<RenderedText> items) => (only, this.items) = (default, items);

    public int Count => items.IsDefault ? 1 : items.Length;

    public RenderedText this[int index] => items.IsDefault ? only : items[index];
}

/// <summary>A stretch of a text that is secret.</summary>
internal readonly record struct SecretPart(string Text, LabelSet Labels);
