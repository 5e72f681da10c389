using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary><c>expect</c> to its model.</summary>
internal static class ExpectReader
{
    public static Expectation Read(LocatedNode node, TableShape keys, FileScope file)
    {
        if (MapReader.Open(node, keys, file) is not { } map)
            return Expectation.Nothing;
        return new Expectation
        {
            Span = node.Span,
            Status = map["status"] is { } status ? ReadStatus(status, file) : null,
            Headers = map.Named("headers", "headers: { content-type: '<<is.containing \"json\">>' }"),
            Json = map["json"] is { } json ? ValueReader.Read(json, file) : null,
            Text = map.Scalar("text", "text: <<is.containing \"welcome\">>") is { } text ? ValueReader.Read(text, file) : null,
            Within = map.Duration("within") is { } longest ? new TimeExpectation(map["within"]!.Span, longest) : null,
            That =
            [
                .. map.Items("that", "that: ['<<response.status == 200>>']")
                    .Select(i => ExpressionReader.Read(i, "an item of \"that\"", file))
                    .OfType<Expression>(),
            ],
        };
    }

    /// <summary>A status, a class of statuses, or a list of these; null after having said that it is none.</summary>
    public static StatusExpectation? ReadStatus(LocatedNode node, FileScope file)
    {
        if (node is SequenceNode { Items.IsEmpty: true })
            file.Say(
                DiagnosticCodes.InvalidValue,
                node.Span,
                "this list of statuses is empty",
                "no answer could pass",
                "write status: 200"
            );
        var items = node is SequenceNode list ? list.Items : [node];
        var ranges = ImmutableArray.CreateBuilder<(int, int)>();
        var texts = new List<string>();
        foreach (var item in items)
        {
            if (MapReader.ReadScalar(item, file, "status: 201") is not { } scalar || MapReader.ReadLiteral(item, file) is null)
                continue;
            texts.Add(scalar.Text.Text);
            if (RangeOf(scalar.Text.Text) is { } range)
                ranges.Add(range);
            else
                file.Say(
                    DiagnosticCodes.InvalidValue,
                    item.Span,
                    $"\"{scalar.Text.Text}\" is not a status",
                    null,
                    "write a number from 100 to 599, a class such as 2xx, or a list of these"
                );
        }
        return ranges.Count == 0 ? null : new StatusExpectation(node.Span, ranges.ToImmutable(), [.. texts]);
    }

    /// <summary>The bounds of <c>201</c> or <c>2xx</c>, both included; null for anything else.</summary>
    public static (int Low, int High)? RangeOf(string text)
    {
        if (text.Length != 3 || text[0] is < '1' or > '5')
            return null;
        if (text.EndsWith("xx", StringComparison.Ordinal))
            return ((text[0] - '0') * 100, (text[0] - '0') * 100 + 99);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? (status, status) : null;
    }
}
