using System.Text.Json;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>The values of enumerations as reports write them: <c>passed</c>, <c>sentAgain</c>.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Null when it is none of them.</summary>
    public static T? Read<T>(string? word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == word)
                return value;
        }
        return null;
    }
}
