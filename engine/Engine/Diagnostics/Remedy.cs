namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>What to do about a problem, and the change of the file that does it where there is one that is certain.</summary>
/// <param name="Sentence">For people: the <c>fix</c> line.</param>
internal sealed record Remedy(string Sentence)
{
    /// <summary>The change, when it is more than one word for another.</summary>
    public SourceEdit? Edit { get; init; }

    private (string Written, string Meant)? Word { get; init; }

    /// <summary>A remedy that somebody has to think about.</summary>
    public static implicit operator Remedy(string sentence) => new(sentence);

    /// <summary>One word takes the place of another.</summary>
    /// <param name="sentence">The <c>fix</c> line.</param>
    /// <param name="written">The word, which stands somewhere in the span of the problem.</param>
    /// <param name="meant">The word to be written there.</param>
    public static Remedy Replacing(string sentence, string written, string meant) => new(sentence) { Word = (written, meant) };

    /// <summary>The change for a problem at a place; null when none is certain.</summary>
    public SourceEdit? EditAt(SourceSpan span)
    {
        if (Edit is not null || Word is not var (written, meant))
            return Edit;
        var text = span.Text;
        var at = text.IndexOf(written, StringComparison.Ordinal);
        return at < 0 || written.Length == 0 || text.IndexOf(written, at + 1, StringComparison.Ordinal) >= 0
            ? null
            : new SourceEdit(new SourceSpan(span.Source, span.Start + at, written.Length), meant);
    }

    /// <summary>The sentence.</summary>
    public override string ToString() => Sentence;
}
