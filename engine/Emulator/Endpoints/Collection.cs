using System.Globalization;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>
/// A list of resources, a page at a time: <c>limit</c> (default 100, at most 1000), <c>cursor</c> from the last page's <c>_links.next</c>, and
/// <c>filter</c> over <see cref="Attributes"/>. <see cref="Name"/> is the member of <c>_embedded</c> and the last part of the path.
/// </summary>
internal sealed record Collection<T>(
    string Name,
    Func<Call, IReadOnlyList<T>> All,
    Func<Call, T, JsonObject> ToJson,
    IReadOnlyDictionary<string, Func<T, string>> Attributes
)
{
    private const int DefaultLimit = 100;
    private const int LargestLimit = 1000;

    public Answer List(Call call)
    {
        var (limit, cursor, filter) = (Parameter(call, "limit"), Parameter(call, "cursor"), Parameter(call, "filter"));
        if (!TryNumber(limit, DefaultLimit, 1, LargestLimit, out var size))
            return Refuse(call, "OUT_OF_RANGE", "limit", $"must be between 1 and {LargestLimit}");
        if (!TryNumber(cursor, 0, 0, int.MaxValue, out var start))
            return Refuse(call, "INVALID_PARAMETER", "cursor", "is not a cursor of this collection");
        var items = All(call);
        if (filter is not null)
        {
            if (ScimFilter.Parse(filter) is not { } condition || !Attributes.TryGetValue(condition.Attribute, out var read))
                return Refuse(call, "INVALID_FILTER", "filter", $"must be eq or sw over one of {string.Join(", ", Attributes.Keys)}");
            items = [.. items.Where(item => condition.Holds(read(item)))];
        }
        return Answer.Hal(200, Page(call, items, start, size));
    }

    private JsonObject Page(Call call, IReadOnlyList<T> items, int start, int size)
    {
        var page = items.Skip(start).Take(size).Select(JsonNode (item) => ToJson(call, item)).ToArray();
        var links = new List<(string, string)> { ("self", Address(call, start, size)) };
        if (start + page.Length < items.Count)
            links.Add(("next", Address(call, start + page.Length, size)));
        return new JsonObject
        {
            ["_links"] = Hal.Links(links),
            ["_embedded"] = new JsonObject { [Name] = new JsonArray(page) },
            ["count"] = items.Count,
            ["size"] = page.Length,
        };
    }

    private string Address(Call call, int start, int size)
    {
        var query = $"limit={size}";
        if (start > 0)
            query += $"&cursor={start}";
        if (Parameter(call, "filter") is { } filter)
            query += $"&filter={Uri.EscapeDataString(filter)}";
        return $"{call.Tenant.Addresses.Environment}/{Name}?{query}";
    }

    private static string? Parameter(Call call, string name) => call.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    private static bool TryNumber(string? text, int absent, int minimum, int maximum, out int number)
    {
        number = absent;
        return text is null
            || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= minimum && number <= maximum;
    }

    private static Answer Refuse(Call call, string code, string target, string why) =>
        ApiError.InvalidFields(call, new ErrorDetail(code, target, why));
}
