using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Templating.Functions;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reference;

/// <summary>Single values and names as patterns. A pattern is looser than the loader where a pattern cannot say it; it never refuses what loads.</summary>
internal static class SchemaScalars
{
    /// <summary>One row for each kind: the JSON types, the pattern of text (null for any), and what to say when it does not match.</summary>
    private static readonly ImmutableArray<(ScalarKind Kind, ImmutableArray<string> Types, string? Pattern, string Expected)> Rows =
    [
        (ScalarKind.Literal, ["string", "number", "boolean"], @"^(?![\s\S]*<<)", "only literal text is allowed here: leave the << >> out"),
        (ScalarKind.Template, ["string", "number", "boolean"], null, ""),
        (ScalarKind.Expression, ["string"], @"^\s*<<[\s\S]*>>\s*$", "one expression is expected: <<…>>"),
        (
            ScalarKind.Request,
            ["string"],
            @"^ *[!#$%&'*+.^_`|~0-9A-Za-z-]+ +\S",
            "a request is one line: METHOD address, for example GET <<apiPath>>/users"
        ),
        (ScalarKind.Source, ["string"], @"^\$|<<", "a JSONPath such as $.id or an expression is expected"),
        (ScalarKind.Status, ["integer", "string"], "^[1-5](xx|[0-9]{2})$", "a status from 100 to 599 or a class such as 2xx is expected"),
        (
            ScalarKind.Duration,
            ["string"],
            @"^\s*(?=[^-]*[1-9])([0-9.]+(ms|s|m|h|d))+\s*$",
            $"a length of time is expected, such as {DurationText.Examples}"
        ),
        (ScalarKind.Flag, ["boolean"], null, ""),
        (ScalarKind.Path, ["string"], @"^(?!/)(?![\s\S]*<<)", "a path relative to this file is expected"),
        (ScalarKind.Share, ["string"], @"^\s*[0-9]*\.?[0-9]+\s*%\s*$", "so many of a hundred are expected, such as 1%"),
        (
            ScalarKind.Rate,
            ["string"],
            @"^(?=[^/]*[1-9])[0-9]*\.?[0-9]+/[smh]$",
            $"how often in a time is expected, such as {RateText.Examples}"
        ),
    ];

    /// <summary>Letters, digits and underscores, and no name of the language.</summary>
    private static readonly string VariableNames =
        $"^(?!({string.Join('|', NameCheck.Reserved.Concat(FunctionNames))})$)[A-Za-z_][A-Za-z0-9_]*$";

    private static IEnumerable<string> FunctionNames =>
        StandardFunctions.Rows.AddRange(PredicateTable.Rows).Select(r => r.Name.Split('.')[0]).Distinct(StringComparer.Ordinal);

    public static void Write(Utf8JsonWriter json, ScalarKind kind)
    {
        var (_, types, pattern, expected) = Rows.First(r => r.Kind == kind);
        if (types is [var only])
            json.WriteString("type", only);
        else
        {
            json.WriteStartArray("type");
            foreach (var type in types)
                json.WriteStringValue(type);
            json.WriteEndArray();
        }
        if (kind == ScalarKind.Status)
        {
            json.WriteNumber("minimum", 100);
            json.WriteNumber("maximum", 599);
        }
        if (pattern is null)
            return;
        json.WriteString("pattern", pattern);
        json.WriteString("patternErrorMessage", expected);
    }

    /// <summary>What names a map may have; null for any.</summary>
    public static string? PatternOf(NameKind names) =>
        names switch
        {
            NameKind.Variable => VariableNames,
            NameKind.Header => "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",
            _ => null,
        };
}
