using System.Globalization;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Pausing;

/// <summary>Where a run stops, in words: what is about to be sent, and the variables.</summary>
internal static class PauseText
{
    private const int LongestValue = 120;

    /// <summary>What is about to be sent, or why it cannot be; nothing after a failure as long as no variable is set.</summary>
    public static string Request(Terminal terminal, StepPause pause)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = terminal.Conversation.NewLine };
        if (pause.Request is { } request)
            ExchangeText.PrintRequest(text, request);
        foreach (var (name, written) in pause.Call)
            text.WriteLine(name == "call" ? $"  > call {SafeText.Line(written)}" : $"  >   {SafeText.Line($"{name}: {written}")}");
        foreach (var problem in pause.Problems)
            text.WriteLine((text.GetStringBuilder().Length > 0 ? text.NewLine : "") + Problems.TextOf(terminal, problem));
        return text.ToString();
    }

    /// <summary>All variables, one a line.</summary>
    public static IEnumerable<string> Variables(StepPause pause)
    {
        var width = pause.Variables.Select(v => v.Name.Length).DefaultIfEmpty(0).Max();
        return pause.Variables.Select(v =>
            CellText.Cut(SafeText.Line($"  {v.Name.Text.PadRight(width)}  {v.Text ?? Lacking(v)}"), LongestValue)
        );
    }

    /// <summary>One variable in full.</summary>
    public static IEnumerable<string> Variable(ShownVariable variable)
    {
        yield return SafeText.Line($"  {variable.Name}: {(variable.Text is null ? Lacking(variable) : variable.Origin)}");
        foreach (var line in SafeText.Lines(ExchangeText.Indented(variable.Text ?? "")).Split('\n').Where(l => l.Length > 0))
            yield return "  " + line;
    }

    /// <summary>What a variable is now.</summary>
    public static string Set(ShownVariable variable) => CellText.Cut(SafeText.Line($"  {variable.Name} = {variable.Text}"), LongestValue);

    /// <summary>What can be answered, in one line.</summary>
    public static string Hint(Stops stop) =>
        stop == Stops.Before
            ? "Enter sends it; or vars, set name=value, skip, continue, quit, help"
            : "retry sends it again; or vars, set name=value, continue, quit, help";

    /// <summary>What can be answered, with what it means.</summary>
    public static IEnumerable<string> Help(Stops stop) =>
        PauseWord.All.Where(w => w.IsFor(stop)).Select(w => $"  {$"{w.Name} {w.Takes}", -15}  {w.Meaning}");

    private static string Lacking(ShownVariable variable) => $"has no value: {variable.Origin}";
}
