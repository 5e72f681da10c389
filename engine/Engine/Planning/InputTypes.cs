using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning;

/// <summary>Whether a value is of the type of its input, and how text becomes one that is.</summary>
internal static class InputTypes
{
    /// <summary>Reads text from the command line or the process environment as the type of an input; null when it is not of it.</summary>
    public static Value? FromText(Input input, string text) =>
        input.Type switch
        {
            InputType.Number => NumberValue.Parse(text.AsSpan().Trim()),
            InputType.Boolean => text.Trim() switch
            {
                "true" => Value.True,
                "false" => Value.False,
                _ => null,
            },
            InputType.List => Json(text) as ListValue,
            InputType.Map => Json(text) as MapValue,
            _ => new TextValue(text),
        };

    /// <summary>Why <see cref="FromText"/> gives nothing for a text. Never quotes it.</summary>
    public static string Unreadable(InputType type, string text) =>
        type == InputType.Number && NumberText.Normal(text.AsSpan().Trim()) is { } number ? $"the number {NumberLimits.Objection(number)}"
        : type is InputType.List or InputType.Map && Beyond(text) is { } beyond ? beyond
        : Expected(type);

    internal static string Expected(InputType type) =>
        type switch
        {
            InputType.Number => "a number is expected",
            InputType.Boolean => "true or false is expected",
            InputType.List => "a list as JSON is expected, such as [\"a\", 1]",
            InputType.Map => "a map as JSON is expected, such as {\"a\": 1}",
            _ => "text is expected",
        };

    /// <summary>What is wrong with a value, or null when it fits. Never quotes the value.</summary>
    public static string? Objection(Input input, Value value)
    {
        var type = input.Type switch
        {
            InputType.Number => value is NumberValue ? null : $"a number is expected, this is {value.Kind}",
            InputType.Boolean => value is BooleanValue ? null : $"true or false is expected, this is {value.Kind}",
            InputType.List => value is ListValue ? null : $"a list is expected, this is {value.Kind}",
            InputType.Map => value is MapValue ? null : $"a map is expected, this is {value.Kind}",
            InputType.Duration => value is TextValue t && DurationText.TryParse(t.Text, out _)
                ? null
                : $"a length of time is expected, such as {DurationText.Examples}",
            _ => TextObjection(input.Type, value),
        };
        return type ?? PatternObjection(input, value) ?? ChoiceObjection(input, value);
    }

    private static string? TextObjection(InputType type, Value value)
    {
        if (value is not TextValue text)
            return $"text is expected, this is {value.Kind}; put it in quotes";
        return type switch
        {
            InputType.Uuid => Guid.TryParseExact(text.Text, "D", out _)
                ? null
                : "a UUID is expected, such as 5d0a1b5e-3c1f-4b0c-9d3e-2f4a6b8c0d1e",
            InputType.Url => Origin.TryParse(text.Text, out _, out var reason)
                ? null
                : $"an absolute http or https address is expected: {reason}",
            _ => null,
        };
    }

    private static string? PatternObjection(Input input, Value value) =>
        input.Pattern is null || value is TextValue text && InputPattern.Fits(input.Pattern, text.Text)
            ? null
            : $"it does not match the pattern {input.Pattern}";

    private static string? ChoiceObjection(Input input, Value value) =>
        input.Choices.IsEmpty || input.Choices.Contains(value) ? null : $"it is not one of {string.Join(", ", input.Choices)}";

    private static string? Beyond(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        try
        {
            return NumberLimits.FindIn(bytes) is var (at, objection)
                ? $"the number at {NumberLimits.PlaceOf(bytes, at)} {objection}"
                : null;
        }
        catch (JsonException)
        {
            // No JSON at all.
            return null;
        }
    }

    /// <summary>Where a text stops being JSON; null when it is JSON, or holds a number that is beyond what is read.</summary>
    public static string? JsonMistake(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, ValueJson.Strict);
            return null;
        }
        catch (JsonException e)
        {
            return $"look at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}";
        }
    }

    private static Value? Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, ValueJson.Strict);
            return ValueJson.From(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
