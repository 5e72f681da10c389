using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>Reads the properties of a request body and collects everything that is wrong with them. A JSON null counts as absent; what nobody reads is ignored.</summary>
internal sealed class PropertyReader(JsonElement json, string prefix = "", List<ErrorDetail>? shared = null)
{
    private readonly List<ErrorDetail> problems = shared ?? [];

    /// <summary>Empty when every property read so far is good.</summary>
    public IReadOnlyList<ErrorDetail> Problems => problems;

    /// <summary>The nested object; null when it is absent. Its problems join these.</summary>
    public PropertyReader? Child(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return new PropertyReader(value, $"{prefix}{name}.", problems);
        Invalid(name, "must be an object");
        return null;
    }

    /// <summary>The nested objects of a list; null when it is absent. Their problems join these.</summary>
    public IReadOnlyList<PropertyReader>? Children(string name, bool required = false)
    {
        if (!TryGet(name, out var value))
        {
            if (required)
                Missing(name);
            return null;
        }
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object))
            return [.. value.EnumerateArray().Select((item, index) => new PropertyReader(item, $"{prefix}{name}[{index}].", problems))];
        Invalid(name, "must be an array of objects");
        return null;
    }

    /// <summary>Whatever JSON it is; null when it is absent.</summary>
    public JsonNode? Any(string name) => TryGet(name, out var value) ? JsonNode.Parse(value.GetRawText()) : null;

    /// <summary>The text there is, if it is one; nothing is noted.</summary>
    public string? Peek(string name) => TryGet(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public bool Has(string name) => TryGet(name, out _);

    public string? Text(string name, bool required = false)
    {
        if (!TryGet(name, out var value))
        {
            if (required)
                Missing(name);
            return null;
        }
        if (value.ValueKind != JsonValueKind.String)
            return Invalid(name, "must be a string");
        var text = value.GetString()!;
        if (required && text.Length == 0)
            return Add("EMPTY_VALUE", name, "must not be empty");
        return text;
    }

    /// <summary>A text of a length and, unless <paramref name="pattern"/> is null, a form. The pattern ends in <c>\z</c>; PingOne writes <c>$</c> and means the same.</summary>
    public string? Text(string name, bool required, (int Minimum, int Maximum) length, Regex? pattern = null)
    {
        if (Text(name, required) is not { } text)
            return null;
        if (text.Length < length.Minimum || text.Length > length.Maximum)
            return OutOfRange(name, length.Minimum, length.Maximum);
        if (pattern is not null && !pattern.IsMatch(text))
            return Invalid(
                name,
                "must match the allowed pattern",
                () => new JsonObject { ["allowedPattern"] = pattern.ToString().Replace(@"\z", "$", StringComparison.Ordinal) }
            );
        return text;
    }

    public string? Choice(string name, IReadOnlyList<string> allowed, bool required = false) =>
        Text(name, required) is { } text && IsAllowed(name, text, allowed) ? text : null;

    /// <summary>Empty when absent.</summary>
    public ImmutableArray<string> Choices(string name, IReadOnlyList<string> allowed, bool required = false) =>
        [.. Texts(name, required).Where(text => IsAllowed(name, text, allowed))];

    /// <summary>A list of texts; empty when absent. A required one has at least one item.</summary>
    public ImmutableArray<string> Texts(string name, bool required = false)
    {
        if (!TryGet(name, out var value) || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0))
        {
            if (required)
                Missing(name);
            return [];
        }
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        Invalid(name, "must be an array of strings");
        return [];
    }

    public bool? Flag(string name, bool required = false)
    {
        if (!TryGet(name, out var value))
        {
            if (required)
                Missing(name);
            return null;
        }
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Invalid(name, "must be a boolean");
        return null;
    }

    public int? Number(string name, int minimum, int maximum)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number))
            Invalid(name, "must be an integer");
        else if (number < minimum || number > maximum)
            OutOfRange(name, minimum, maximum);
        else
            return number;
        return null;
    }

    public void Missing(string name) => Add("REQUIRED_VALUE", name, "is required but no value was provided");

    /// <summary>Notes a wrong value; gives null, so that a reader can return it.</summary>
    public string? Invalid(string name, string why, Func<JsonObject>? innerError = null) => Add("INVALID_VALUE", name, why, innerError);

    /// <summary>Notes a problem found by somebody else.</summary>
    public void Add(ErrorDetail problem) => problems.Add(problem);

    private bool IsAllowed(string name, string text, IReadOnlyList<string> allowed)
    {
        if (allowed.Contains(text))
            return true;
        Invalid(
            name,
            $"must be one of {string.Join(", ", allowed)}",
            () => new JsonObject { ["allowedValues"] = new JsonArray([.. allowed.Select(value => JsonValue.Create(value))]) }
        );
        return false;
    }

    private string? OutOfRange(string name, int minimum, int maximum) =>
        Add(
            "OUT_OF_RANGE",
            name,
            $"must be between {minimum} and {maximum}",
            () => new JsonObject { ["rangeMinimumValue"] = minimum, ["rangeMaximumValue"] = maximum }
        );

    private string? Add(string code, string name, string why, Func<JsonObject>? innerError = null)
    {
        problems.Add(new ErrorDetail(code, prefix + name, why) { InnerError = innerError });
        return null;
    }

    private bool TryGet(string name, out JsonElement value) =>
        json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
