using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>JSON text and parts of JSON values.</summary>
internal static class JsonFunctions
{
    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "json.parse",
            [new("text", ParameterKind.Text)],
            "The value of a JSON text, at most 64 levels deep; a name that is twice in an object is refused.",
            "json.parse response.text",
            Parse
        ),
        new(
            "json.text",
            [new("value", ParameterKind.Any), Parameter.Optional("indented", ParameterKind.Boolean, "false")],
            "A value as JSON text, compact or indented by two spaces.",
            "json.text {a: 1}",
            a => Text(a)
        ),
        new(
            "json.path",
            [new("value", ParameterKind.Any), new("path", ParameterKind.Text)],
            "What a JSONPath (RFC 9535) selects in a map or list: the value when the path can only select one, which must be there, else a list.",
            "json.path response.json \"$._embedded.users[?@.enabled].id\"",
            Path
        )
        {
            Keeps = [0],
        },
    ];

    private static Value Parse(Arguments a) =>
        JsonArgument.TryParse(a.Text(0), out var value)
            ? value
            : throw new FunctionException("the text is not JSON that can be relied on", 0, JsonArgument.Objection(a.Text(0)));

    private static TextValue Text(Arguments a)
    {
        RefuseUnwritable(a[0]!);
        var text = ValueJson.WriteJson(a[0]!, a.Boolean(1));
        return text.Length <= TemplateRenderer.LargestOutput
            ? new TextValue(text)
            : throw new FunctionException("the result is longer than 16 MB");
    }

    private static Value Path(Arguments a)
    {
        if (a[0] is not (MapValue or ListValue))
            throw new FunctionException($"a map or a list is expected, this is {a[0]!.Kind}; json.parse makes one of JSON text", 0);
        if (!JsonPath.TryParse(a.Text(1), out var path, out var error))
            throw new FunctionException(
                "the path is no JSONPath",
                1,
                $"the path is no JSONPath: {error.Message}, at character {error.Offset + 1}; {error.Fix}"
            );
        RefuseUnwritable(a[0]!);
        using var document = JsonDocument.Parse(ValueJson.WriteBytes(a[0]!), new JsonDocumentOptions { MaxDepth = 256 });
        try
        {
            return PartLabelling.Of(a[0]!, a.Text(1)).Apply(Select(path, document.RootElement));
        }
        catch (JsonPathLimitException e)
        {
            throw new FunctionException(e.Message, 1);
        }
    }

    private static Value Select(JsonPath path, JsonElement root)
    {
        if (!path.IsSingular)
            return new ListValue([.. path.Select(root).Select(ValueJson.From)]);
        return path.SelectSingle(root, out var found)
            ? ValueJson.From(found)
            : throw new FunctionException("the path selects nothing", 1, $"the path selects nothing: {path.FirstMissing(root)}");
    }

    // A view or a predicate is no data; JSON text of it would be made up.
    private static void RefuseUnwritable(Value value)
    {
        switch (value)
        {
            case MapValue map:
                foreach (var member in map.Members)
                    RefuseUnwritable(member.Value);
                break;
            case ListValue list:
                foreach (var item in list.Items)
                    RefuseUnwritable(item);
                break;
            case ViewValue or PredicateValue:
                throw new FunctionException($"{value.Kind} cannot be written as JSON", 0);
        }
    }
}
