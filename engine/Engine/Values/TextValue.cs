using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Values;

/// <summary>A text; it may be secret in parts.</summary>
internal sealed class TextValue : Value
{
    private readonly string text;
    private readonly ImmutableArray<LabelledSpan> spans;
    private LabelSet own;

    public TextValue(string text) => this.text = text;

    /// <param name="text">The whole.</param>
    /// <param name="spans">What is secret of it, in order, not overlapping.</param>
    public TextValue(string text, ImmutableArray<LabelledSpan> spans)
    {
        (this.text, this.spans) = (text, spans);
        var gathered = new LabelGathering();
        foreach (var span in spans.IsDefault ? [] : spans)
            gathered.Add(span.Labels);
        LabelParts(gathered.ToSet());
    }

    public string Text => text;

    public override string Kind => "text";

    public override ValueSize Size => new(0, text.Length);

    public override LabelSet Own => own;

    /// <summary>What is secret of it: all of it, or stretches in order.</summary>
    public ImmutableArray<LabelledSpan> Spans =>
        !own.IsEmpty ? [new LabelledSpan(0, text.Length, Labels)]
        : spans.IsDefault ? []
        : spans;

    /// <summary>The text with the names of labels in place of what is secret of it.</summary>
    public string ShownText => Labels.IsEmpty ? text : LabelledSpan.Replace(text, Spans, stretch => stretch);

    private protected override void LabelWhole(LabelSet labels) => own = own.Union(labels);

    public override IEnumerable<string> Texts() => [text];

    public override bool Equals(Value? other) => other is TextValue t && string.Equals(t.Text, text, StringComparison.Ordinal);

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => text;
}
