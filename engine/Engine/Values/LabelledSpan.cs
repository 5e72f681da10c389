using System.Collections.Immutable;
using System.Text;

namespace PingOneScenarios.Engine.Values;

/// <summary>A stretch of a text that is secret.</summary>
internal readonly record struct LabelledSpan(int Start, int Length, LabelSet Labels)
{
    public int End => Start + Length;

    /// <summary>A text with the names of labels in place of the stretches; what is between them passes through <paramref name="encode"/>.</summary>
    public static string Replace(string text, ImmutableArray<LabelledSpan> spans, Func<string, string> encode)
    {
        var (shown, done) = (new StringBuilder(), 0);
        foreach (var span in spans)
        {
            if (span.Start > done)
                shown.Append(encode(text[done..span.Start]));
            shown.Append(span.Labels.Shown);
            done = span.End;
        }
        return done < text.Length ? shown.Append(encode(text[done..])).ToString() : shown.ToString();
    }
}

/// <summary>A text put together of parts, each with the labels it has.</summary>
internal sealed class LabelledText
{
    private readonly StringBuilder text = new();
    private ImmutableArray<LabelledSpan>.Builder? spans;

    public int Length => text.Length;

    public void Append(ReadOnlySpan<char> part) => text.Append(part);

    /// <summary>The value as it appears inside text; what is no text is secret as a whole when a part of it is.</summary>
    public void Append(Value part)
    {
        if (!part.Labels.IsEmpty)
            Note(part);
        text.Append(part.ToString());
    }

    public TextValue ToValue() => spans is null ? new TextValue(text.ToString()) : new TextValue(text.ToString(), spans.ToImmutable());

    private void Note(Value part)
    {
        spans ??= ImmutableArray.CreateBuilder<LabelledSpan>();
        if (part is not TextValue labelled)
            spans.Add(new LabelledSpan(text.Length, part.ToString().Length, part.Labels));
        else
        {
            foreach (var span in labelled.Spans)
                spans.Add(span with { Start = span.Start + text.Length });
        }
    }
}
