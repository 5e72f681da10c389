using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating;

/// <summary>A text for a place of a request while it is put together: as it is sent, as it may be shown, and what is secret of it.</summary>
/// <param name="encode">Makes a computed part fit its place; null leaves it.</param>
internal sealed class TextGathering(Func<string, string>? encode)
{
    private readonly StringBuilder plain = new();
    private StringBuilder? shown;
    private ImmutableArray<SecretPart>.Builder? secrets;
    private LabelSet labels;

    public int Length => plain.Length;

    /// <summary>Literal text; it stays as it is.</summary>
    public void Append(string literal)
    {
        plain.Append(literal);
        shown?.Append(literal);
    }

    public void Append(Value part)
    {
        var text = part.ToString();
        var encoded = encode is null ? text : encode(text);
        if (!part.Labels.IsEmpty)
            Note(part, text);
        else
            shown?.Append(encoded);
        plain.Append(encoded);
    }

    public RenderedText ToText()
    {
        var text = plain.ToString();
        return new RenderedText(text, shown?.ToString() ?? text, labels) { Secrets = secrets?.ToImmutable() ?? [] };
    }

    // Encoded as a whole and shown in pieces: a letter of two code units may stand across two of them.
    private void Note(Value part, string text)
    {
        shown ??= new StringBuilder(plain.ToString());
        secrets ??= ImmutableArray.CreateBuilder<SecretPart>();
        labels = labels.Union(part.Labels);
        ImmutableArray<LabelledSpan> spans = part is TextValue labelled ? labelled.Spans : [new LabelledSpan(0, text.Length, part.Labels)];
        shown.Append(LabelledSpan.Replace(text, spans, encode ?? (piece => piece)));
        foreach (var span in spans)
            secrets.Add(new SecretPart(text.Substring(span.Start, span.Length), span.Labels));
    }
}
