using System.Globalization;
using PingOneScenarios.Engine.Language;

namespace PingOneScenarios.Engine.Reference;

/// <summary>Shapes in words, with links to the keys of tables.</summary>
internal static class ShapeText
{
    public static string Of(KeyShape shape) =>
        shape switch
        {
            ScalarShape scalar => Of(scalar.Kind),
            NumberShape number => string.Create(
                CultureInfo.InvariantCulture,
                $"{(number.IsWhole ? "whole number" : "number")} from {number.Lowest} to {number.Highest}"
            ),
            ChoiceShape choice => string.Join(", ", choice.Words.Select(w => $"`{w}`")),
            TableShape table => LinkTo(table),
            MapShape { IsPair: true } => "a name with its value",
            MapShape map => $"names, each with {Of(map.Value)}",
            ListShape list => $"list of {Of(list.Item)}",
            EitherShape either => string.Join(" or ", either.Shapes.Where(s => s is not NothingShape).Select(Of).Distinct()),
            _ => "any value",
        };

    public static string LinkTo(TableShape table) => $"[keys of {table.What}](#{MarkdownPieces.Anchor(Heading(table))})";

    public static string Heading(TableShape table) => $"Keys of {table.What}";

    private static string Of(ScalarKind kind) =>
        kind switch
        {
            ScalarKind.Literal => "literal text",
            ScalarKind.Template => "text",
            ScalarKind.Expression => "one expression",
            ScalarKind.Request => "`METHOD address`",
            ScalarKind.Source => "JSONPath or expression",
            ScalarKind.Status => "status such as `201` or `2xx`",
            ScalarKind.Duration => "length of time such as `30s`",
            ScalarKind.Flag => "`true`, `false`",
            ScalarKind.Share => "share such as `1%`",
            ScalarKind.Rate => "how often, such as `50/s`",
            _ => "relative path",
        };
}
