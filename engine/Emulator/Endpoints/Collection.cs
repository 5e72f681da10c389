using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>
/// A list of resources, a page at a time: <c>limit</c> (default 100, at most 1000), <c>cursor</c> from the links of another page,
/// <c>filter</c> and <c>order</c> over the attributes, <c>expand</c>.
/// </summary>
/// <param name="Name">The member of <c>_embedded</c>.</param>
/// <param name="All">Everything there is at this moment, the oldest first.</param>
/// <param name="Write">The members of one of them, into the object that is open.</param>
/// <param name="Attributes">What it may be filtered and ordered by; the empty text is of an attribute that is absent.</param>
internal sealed record Collection<T>(
    string Name,
    Func<Call, IReadOnlyList<T>> All,
    Action<Utf8JsonWriter, Call, T> Write,
    IReadOnlyDictionary<string, Func<T, string>> Attributes
)
    where T : IResource
{
    private const int DefaultLimit = 100;
    private const int LargestLimit = 1000;

    /// <summary>The attributes that have many values, such as <c>memberOfGroups.id</c>.</summary>
    public Dictionary<string, Func<Call, T, IEnumerable<string>>> Lists { get; init; } = [];

    /// <summary>The attributes whose value leads to the few that have it, so that nothing else is looked at.</summary>
    public Dictionary<string, Func<Call, string, IReadOnlyList<T>>> Keys { get; init; } = [];

    /// <summary>What <c>expand</c> may name: a resource that an item refers to.</summary>
    public Dictionary<string, Func<Call, T, JsonObject?>> Expansions { get; init; } = [];

    /// <summary>What a filter may compare by.</summary>
    public ImmutableArray<string> Operators { get; init; } = ScimFilter.Operators;

    public Answer List(Call call)
    {
        var limit = Parameter(call, "limit");
        if (!TryLimit(limit, out var size))
            return OutOfRange(call);
        if (Select(call).IsRefused(out var refusal, out var items))
            return refusal;
        if (PageOrder<T>.Of(Parameter(call, "order"), Attributes) is not { } order)
            return Refuse(
                call,
                "INVALID_PARAMETER",
                "order",
                $"must be one of {string.Join(", ", Attributes.Keys)}, with a - in front or not"
            );
        if (PageCursor.Parse(Parameter(call, "cursor")) is not { } cursor)
            return Refuse(call, "INVALID_PARAMETER", "cursor", "is not a cursor of this collection");
        return RefuseExpansion(call) ?? Page(call, order.Sort(items), order, cursor, size);
    }

    /// <summary>An item that is shown alone, with the resources that <c>expand</c> names.</summary>
    /// <param name="call">That asks for it.</param>
    /// <param name="item">The item.</param>
    /// <param name="more">Writes members beyond those it has in a list; null for none.</param>
    public Answer Read(Call call, T item, Action<Utf8JsonWriter>? more) =>
        RefuseExpansion(call)
        ?? Answer.Hal(
            200,
            json =>
            {
                Write(json, call, item);
                more?.Invoke(json);
                WriteExpanded(json, call, item, Expanded(call));
            }
        );

    /// <summary>What the filter leaves.</summary>
    private Established<T[]> Select(Call call)
    {
        if (Parameter(call, "filter") is not { } text)
            return Everything(call);
        if (ScimFilter.Parse(text) is not { } filter || !filter.Comparisons().All(IsKnown))
            return RefuseFilter(call);
        return Candidates(call, filter).Where(item => filter.Holds(name => Values(call, item, name))).ToArray();
    }

    private T[] Everything(Call call) => All(call) is var items && items is T[] array ? array : [.. items];

    private IReadOnlyList<T> Candidates(Call call, ScimFilter filter)
    {
        foreach (var (name, find) in Keys)
            if (filter.MustEqual(name) is { } value)
                return find(call, value);
        return All(call);
    }

    private bool IsKnown(FilterComparison comparison) =>
        Operators.Contains(comparison.Operator)
        && (Reader(comparison.Attribute) is not null || ListReader(comparison.Attribute) is not null);

    private IEnumerable<string> Values(Call call, T item, string name)
    {
        if (Reader(name) is not { } read)
            return ListReader(name)!(call, item);
        return read(item) is { Length: > 0 } value ? [value] : [];
    }

    private Func<T, string>? Reader(string name) =>
        Attributes.TryGetValue(name, out var read)
            ? read
            : Attributes.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private Func<Call, T, IEnumerable<string>>? ListReader(string name) =>
        Lists.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private Answer Page(Call call, T[] items, PageOrder<T> order, PageCursor cursor, int size)
    {
        var start = cursor.Start(items, order, size);
        var page = new ArraySegment<T>(items, start, Math.Min(size, items.Length - start));
        var links = new List<(string, string)> { ("self", Address(call, size, Parameter(call, "cursor"))) };
        if (start + page.Count < items.Length && page.Count > 0)
            links.Add(("next", Address(call, size, PageCursor.After(order.KeyOf(page[^1])))));
        if (start > 0 && page.Count > 0)
            links.Add(("prev", Address(call, size, PageCursor.Before(order.KeyOf(page[0])))));
        return Answer.Hal(
            200,
            json =>
            {
                Hal.WriteLinks(json, [.. links]);
                WriteItems(json, call, page);
                json.WriteNumber("count"u8, items.Length);
                json.WriteNumber("size"u8, page.Count);
            }
        );
    }

    private void WriteItems(Utf8JsonWriter json, Call call, ArraySegment<T> page)
    {
        json.WriteStartObject("_embedded"u8);
        json.WriteStartArray(Name);
        var expanded = Expanded(call);
        foreach (var item in page)
        {
            json.WriteStartObject();
            Write(json, call, item);
            WriteExpanded(json, call, item, expanded);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string[] Expanded(Call call) =>
        Parameter(call, "expand") is { } names ? names.Split(',', StringSplitOptions.TrimEntries) : [];

    private Answer? RefuseExpansion(Call call) =>
        Expanded(call).All(Expansions.ContainsKey)
            ? null
            : Refuse(
                call,
                "INVALID_PARAMETER",
                "expand",
                Expansions.Count == 0 ? "is not supported here" : $"must be one of {string.Join(", ", Expansions.Keys)}"
            );

    private void WriteExpanded(Utf8JsonWriter json, Call call, T item, string[] names)
    {
        if (names.Length == 0)
            return;
        var embedded = new JsonObject();
        foreach (var name in names)
            if (Expansions[name](call, item) is { } resource)
                embedded[name] = resource;
        if (embedded.Count > 0)
            Hal.Write(json, "_embedded", embedded);
    }

    /// <summary>The call's own address with another place in the list; what else it asks for stays.</summary>
    private static string Address(Call call, int size, string? cursor)
    {
        var query = $"limit={size}";
        if (cursor is not null)
            query += $"&cursor={cursor}";
        foreach (var name in (ReadOnlySpan<string>)["filter", "order", "expand"])
            if (Parameter(call, name) is { } value)
                query += $"&{name}={Uri.EscapeDataString(value)}";
        return $"{call.Organization.AuthPath}{call.Request.Path.ToUriComponent()}?{query}";
    }

    private static string? Parameter(Call call, string name) => call.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    private static bool TryLimit(string? text, out int size)
    {
        size = DefaultLimit;
        return text is null
            || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size is >= 1 and <= LargestLimit;
    }

    private static Answer OutOfRange(Call call) =>
        ApiError.InvalidFields(
            call,
            new ErrorDetail("OUT_OF_RANGE", "limit", $"must be between 1 and {LargestLimit}")
            {
                InnerError = () => new JsonObject { ["rangeMinimumValue"] = 1, ["rangeMaximumValue"] = LargestLimit },
            }
        );

    private Answer RefuseFilter(Call call) =>
        ApiError.InvalidFields(
            call,
            new ErrorDetail(
                "INVALID_FILTER",
                "filter",
                $"must compare {string.Join(", ", Attributes.Keys.Concat(Lists.Keys))} by {string.Join(", ", Operators)}"
            )
            {
                InnerError = () =>
                    new JsonObject
                    {
                        ["supportedAttributes"] = Hal.List(Attributes.Keys.Concat(Lists.Keys)),
                        ["supportedOperators"] = Hal.List(Operators),
                    },
            }
        );

    private static Answer Refuse(Call call, string code, string target, string why) =>
        ApiError.InvalidFields(call, new ErrorDetail(code, target, why));
}
