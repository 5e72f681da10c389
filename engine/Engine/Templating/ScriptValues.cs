using System.Globalization;
using System.Numerics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating;

/// <summary>
/// Values as Scriban computes with them: text, numbers, booleans and null become .NET's own, everything else passes through
/// untouched and is only ever opened by our own nodes, so no CLR member can be reached.
/// </summary>
internal static class ScriptValues
{
    public static object? ToScript(Value value) =>
        value switch
        {
            TextValue text => text.Text,
            BooleanValue boolean => boolean.IsTrue,
            NullValue => null,
            NumberValue number => ToScript(number),
            _ => value,
        };

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
            decimal number => NumberValue.From(number),
            double number => NumberValue.From(number),
            float number => NumberValue.From((double)number),
            BigInteger number => NumberValue.Written(number.ToString(CultureInfo.InvariantCulture)),
            _ => throw new InvalidOperationException($"an expression gave a {value.GetType().Name}"),
        };

    private static object ToScript(NumberValue number) =>
        number.AsInteger is { } whole
            ? whole is >= int.MinValue and <= int.MaxValue
                ? (int)whole
                : whole
            : number.IsExact
                ? number.AsDecimal
                : number.AsDouble;
}
