using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>The functions that every expression can call, group by group.</summary>
internal static class StandardFunctions
{
    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        .. AssertionFunctions.Rows,
        .. JwtFunctions.Rows,
        .. OidcFunctions.Rows,
        .. JwkFunctions.Rows,
        .. PkceFunctions.Rows,
        .. TotpFunctions.Rows,
        .. UrlFunctions.Rows,
        .. JsonFunctions.Rows,
        .. XmlFunctions.Rows,
        .. HtmlFunctions.Rows,
        .. RegexFunctions.Rows,
        .. TextFunctions.Rows,
        .. ListFunctions.Rows,
        .. ListSearchFunctions.Rows,
        .. MapFunctions.Rows,
        .. MathFunctions.Rows,
        .. Base64Functions.Rows,
        .. HexFunctions.Rows,
        .. DeflateFunctions.Rows,
        .. HashFunctions.Rows,
        .. RandomFunctions.Rows,
        .. FakeFunctions.Rows,
        .. TimeFunctions.Rows,
    ];
}
