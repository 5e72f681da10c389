using PingOneScenarios.Engine.Events;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display;

/// <summary>
/// How text looks on a live terminal. Readable on light and on dark: the default colour, dim for what is secondary, and the darker ones of
/// the sixteen colours, which the terminal's own theme draws.
/// </summary>
internal static class Styles
{
    public static readonly Style Plain = Style.Plain;
    public static readonly Style Bold = new(decoration: Decoration.Bold);
    public static readonly Style Dim = new(decoration: Decoration.Dim);
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Bad = new(Color.Maroon);
    public static readonly Style Doubtful = new(Color.Olive);
    public static readonly Style Active = new(Color.Teal);

    public static Style Of(Outcome outcome) =>
        outcome switch
        {
            Outcome.Passed => Good,
            Outcome.Failed or Outcome.Broken or Outcome.Unknown => Bad,
            Outcome.Cancelled => Doubtful,
            _ => Dim,
        };
}
