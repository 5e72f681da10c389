using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating;

/// <summary>A text for a place of a request while it is put together: as it is sent, as it may be shown, and what is secret of it.</summary>
/// <param name="encode">Makes a computed part fit its place; null leaves it.</param>
internal sealed class TextGathering(Func<string, string>? encode)
{
    // Most texts are one piece, which needs no copy.
    private string first = "";
    private StringBuilder? plain;
    private StringBuilder? shown;
    private ImmutableArray<SecretPart>.Builder? secrets;
    private LabelSet labels;

    public int Length => plain?.Length ?? first.Length;

    /// <summary>Literal text; it stays as it is.</summary>
    public void Append(string literal)
    {
        Put(literal);
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
        Put(encoded);
    }

    public RenderedText ToText()
    {
        var text = plain?.ToString() ?? first;
        return new RenderedText(text, shown?.ToString() ?? text, labels) { Secrets = secrets?.ToImmutable() ?? [] };
    }

    private void Put(string piece)
    {
        if (plain is not null)
            plain.Append(piece);
        else if (first.Length == 0)
            first = piece;
        else
            plain = new StringBuilder(first).Append(piece);
    }

    // Encoded as a whole and shown in pieces: a letter of two code units may stand across two of them.
    private void Note(Value part, string text)
    {
        shown ??= new StringBuilder(plain?.ToString() ?? first);
        secrets ??= ImmutableArray.CreateBuilder<SecretPart>();
        labels = labels.Union(part.Labels);
        ImmutableArray<LabelledSpan> spans = part is TextValue labelled ? labelled.Spans : [new LabelledSpan(0, text.Length, part.Labels)];
        shown.Append(LabelledSpan.Replace(text, spans, encode ?? (piece => piece)));
        foreach (var span in spans)
            secrets.Add(new SecretPart(text.Substring(span.Start, span.Length), span.Labels));
    }
}
