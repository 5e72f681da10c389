using Spectre.Console;

namespace PingOneScenarios.Cli.Display.Plans;

/// <summary>A line of a plan, and how a live terminal shows it.</summary>
internal readonly record struct PlanLine(string Text, Color Color, Decoration Decoration = Decoration.None)
{
    public static PlanLine Empty => new("", Color.Default);

    public static PlanLine Plain(string text) => new(text, Color.Default);

    public static PlanLine Bold(string text) => new(text, Color.Default, Decoration.Bold);
}
