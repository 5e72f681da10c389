using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>The functions that every expression can call, group by group.</summary>
internal static class StandardFunctions
{
    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        .. AssertionFunctions.Rows,
        .. JwtFunctions.Rows,
        .. PkceFunctions.Rows,
        .. UrlFunctions.Rows,
        .. JsonFunctions.Rows,
        .. RegexFunctions.Rows,
        .. TextFunctions.Rows,
        .. Base64Functions.Rows,
        .. HashFunctions.Rows,
        .. RandomFunctions.Rows,
        .. TimeFunctions.Rows,
    ];
}
