using PingOneScenarios.Engine.Events;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display;

/// <summary>How something stands, as a glyph and a word, so that the colour is never the only sign.</summary>
/// <param name="Glyph">One cell; its stand-in in ASCII may take two.</param>
/// <param name="Word">In lower case.</param>
/// <param name="Style">Of both.</param>
internal readonly record struct Mark(string Glyph, string Word, Style Style)
{
    // Of all words but the rare "cancelled".
    private const int WordWidth = 7;
    private const string Widest = "✓";

    public static Mark Of(Outcome outcome) => new(GlyphOf(outcome), WordOf(outcome), Styles.Of(outcome));

    public static string WordOf(Outcome outcome) =>
        outcome switch
        {
            Outcome.Passed => "passed",
            Outcome.Failed => "failed",
            Outcome.Broken => "broken",
            Outcome.Cancelled => "cancelled",
            Outcome.Unknown => "unknown",
            _ => "skipped",
        };

    /// <summary>The cells a mark takes in a line, as a rule.</summary>
    public static int WidthIn(StyledLine line) => line.Measure(Widest) + 1 + WordWidth;

    /// <summary>Adds the glyph and the word to a line, both as columns.</summary>
    public void AddTo(StyledLine line)
    {
        line.Column(Glyph, line.Measure(Widest), Style).Gap(1);
        line.Column(Word, Math.Max(WordWidth, Word.Length), Style);
    }

    private static string GlyphOf(Outcome outcome) =>
        outcome switch
        {
            Outcome.Passed => "✓",
            Outcome.Failed => "✗",
            Outcome.Broken => "!",
            Outcome.Unknown => "?",
            _ => "○",
        };
}
