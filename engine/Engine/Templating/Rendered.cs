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
internal readonly record struct RenderedText(string Plain, string Shown, LabelSet Labels)
{
    public static RenderedText Literal(string text) => new(text, text, LabelSet.None);
}
