using Spectre.Console;

namespace PingOneScenarios.Cli.Display.Plans;

/// <summary>A line of a plan, and how a live terminal shows it.</summary>
internal readonly record struct PlanLine(string Text, Style Style)
{
    public static PlanLine Empty => new("", Styles.Plain);

    public static PlanLine Plain(string text) => new(text, Styles.Plain);

    public static PlanLine Bold(string text) => new(text, Styles.Bold);
}
