using System.Globalization;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Display;

/// <summary>Which of many runs one is, in words that stand behind its path.</summary>
internal static class RowText
{
    /// <summary>Begins with a comma; empty for a run without a row at its first attempt.</summary>
    public static string Of(BatchSlot? slot)
    {
        if (slot is null)
            return "";
        var row = slot.RowNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $", row {number}") : "";
        var name = slot.Row is { } named ? $" ({named})" : "";
        var turn = slot.Repetition is { } turned ? string.Create(CultureInfo.InvariantCulture, $", repetition {turned}") : "";
        var attempt = slot.Attempt > 1 ? string.Create(CultureInfo.InvariantCulture, $", attempt {slot.Attempt}") : "";
        return row + name + turn + attempt;
    }
}
