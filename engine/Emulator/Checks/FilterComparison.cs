using System.Globalization;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>One attribute, one operator, one value; texts are compared whatever their case, times and numbers as what they are.</summary>
/// <param name="Attribute">Such as <c>name.given</c>; that of <c>memberOfGroups[id eq "…"]</c> is <c>memberOfGroups.id</c>.</param>
/// <param name="Operator">One of <see cref="ScimFilter.Operators"/>.</param>
/// <param name="Value">As text; null for the literal <c>null</c>, and with <c>pr</c>.</param>
internal sealed record FilterComparison(string Attribute, string Operator, string? Value) : ScimFilter
{
    public override IEnumerable<FilterComparison> Comparisons() => [this];

    public override string? MustEqual(string attribute) =>
        Operator == "eq" && Attribute.Equals(attribute, StringComparison.OrdinalIgnoreCase) ? Value : null;

    public override bool Holds(Func<string, IEnumerable<string>> valuesOf)
    {
        var values = valuesOf(Attribute);
        return Operator switch
        {
            "pr" => values.Any(),
            "ne" => Value is null ? values.Any() : !values.Any(value => Same(value, Value)),
            "eq" when Value is null => !values.Any(),
            _ => Value is { } wanted && values.Any(value => Holds(value, wanted)),
        };
    }

    private bool Holds(string value, string wanted) =>
        Operator switch
        {
            "eq" => Same(value, wanted),
            "sw" => value.StartsWith(wanted, StringComparison.OrdinalIgnoreCase),
            "ew" => value.EndsWith(wanted, StringComparison.OrdinalIgnoreCase),
            "co" => value.Contains(wanted, StringComparison.OrdinalIgnoreCase),
            "gt" => Order(value, wanted) > 0,
            "ge" => Order(value, wanted) >= 0,
            "lt" => Order(value, wanted) < 0,
            _ => Order(value, wanted) <= 0,
        };

    private static bool Same(string value, string wanted) =>
        value.Equals(wanted, StringComparison.OrdinalIgnoreCase) || AreTimes(value, wanted, out var left, out var right) && left == right;

    private static int Order(string value, string wanted)
    {
        if (AreTimes(value, wanted, out var left, out var right))
            return left.CompareTo(right);
        return
            decimal.TryParse(value, CultureInfo.InvariantCulture, out var number)
            && decimal.TryParse(wanted, CultureInfo.InvariantCulture, out var limit)
            ? number.CompareTo(limit)
            : string.Compare(value, wanted, StringComparison.OrdinalIgnoreCase);
    }

    private static bool AreTimes(string value, string wanted, out DateTimeOffset left, out DateTimeOffset right)
    {
        right = default;
        return IsTime(value, out left) && IsTime(wanted, out right);
    }

    // A date begins with four digits and a hyphen; anything else need not be tried.
    private static bool IsTime(string text, out DateTimeOffset time)
    {
        time = default;
        return text.Length >= 10
            && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }
}
