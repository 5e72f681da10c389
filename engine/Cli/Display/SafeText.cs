using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Display;

/// <summary>Text of servers and files on its way to a terminal: what could move the cursor or reorder text is taken out (trust rule 11).</summary>
internal static class SafeText
{
    /// <inheritdoc cref="PlainText.Line"/>
    public static string Line(string text) => PlainText.Line(text);

    /// <inheritdoc cref="PlainText.Lines"/>
    public static string Lines(string text) => PlainText.Lines(text);
}
