using System.Globalization;
using System.Numerics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating;

/// <summary>What Scriban parsed or hands on, as our values: those our own nodes gave pass through untouched, so no CLR member can be reached.</summary>
internal static class ScriptValues
{
    public static Value FromScript(object? value) =>
        value switch
        {
            null => Value.Null,
            Value ours => ours,
            string text => new TextValue(text),
            char letter => new TextValue(letter.ToString()),
            bool boolean => boolean,
            int number => NumberValue.From(number),
            long number => NumberValue.From(number),
            BigInteger number => NumberValue.Written(number.ToString(CultureInfo.InvariantCulture)),
            _ => throw new InvalidOperationException($"an expression gave a {value.GetType().Name}"),
        };
}
