using System.Collections.Frozen;
using System.Text;

namespace PingOneScenarios.Cli;

/// <summary>The letters a terminal can show: all of them, or ASCII, where each glyph of ours has a stand-in and other letters are <c>?</c>.</summary>
internal sealed class Letters
{
    public static readonly Letters Unicode = new();
    public static readonly Letters Ascii = new();

    private Letters() { }

    public bool IsAscii => this == Ascii;

    /// <summary>What stands for the rest of a text that is cut.</summary>
    public string Ellipsis => Shown("…");

    /// <summary>The text as it will be seen; what is cut or filled up to a width is measured in this form.</summary>
    public string Shown(string text) => IsAscii && !System.Text.Ascii.IsValid(text) ? Replace(text) : text;

    /// <summary>A writer that lets only these letters through.</summary>
    public TextWriter Over(TextWriter next) => IsAscii ? new AsciiWriter(next) : next;

    /// <summary>A letter's stand-in; empty for the second half of a surrogate pair, whose first half has it.</summary>
    public static string StandInOf(char letter) =>
        StandIns.Of.TryGetValue(letter, out var standIn) ? standIn
        : char.IsLowSurrogate(letter) ? ""
        : "?";

    private static string Replace(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsAscii(letter))
                shown.Append(letter);
            else
                shown.Append(StandInOf(letter));
        }
        return shown.ToString();
    }

    /// <summary>Apart, so that a run on a terminal that shows all letters does not make the table.</summary>
    private static class StandIns
    {
        public static readonly FrozenDictionary<char, string> Of = new (string Glyphs, string StandIn)[]
        {
            ("…", "..."),
            ("→", "->"),
            ("←", "<-"),
            ("‹", "<"),
            ("›", ">"),
            ("✓", "ok"),
            ("✗", "x"),
            ("○", "o"),
            ("█", "#"),
            ("░–─", "-"),
            ("▕", "["),
            ("▏", "]"),
            ("·", "."),
            ("•", "*"),
            ("│", "|"),
            ("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
        }
            .SelectMany(row => row.Glyphs.Select(glyph => KeyValuePair.Create(glyph, row.StandIn)))
            .ToFrozenDictionary();
    }

    /// <summary>Passes text on with a stand-in for each letter that is not ASCII.</summary>
    private sealed class AsciiWriter(TextWriter next) : TextWriter
    {
        public override Encoding Encoding => next.Encoding;

        public override string NewLine
        {
            get => next.NewLine;
#pragma warning disable CS8765 // nobody sets null
            set => next.NewLine = value;
#pragma warning restore CS8765
        }

        public override void Write(char value)
        {
            if (char.IsAscii(value))
                next.Write(value);
            else
                next.Write(StandInOf(value));
        }

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

        public override void Write(string? value) => next.Write(Ascii.Shown(value ?? ""));

        public override void WriteLine() => next.WriteLine();

        public override void WriteLine(string? value) => next.WriteLine(Ascii.Shown(value ?? ""));

        public override void Flush() => next.Flush();
    }
}
