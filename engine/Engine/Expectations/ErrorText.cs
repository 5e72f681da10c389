using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Answers;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>What an answer itself says went wrong, where it says so in a known form.</summary>
internal static class ErrorText
{
    /// <summary>Null for an answer without words of its own. Those in the address of a redirect are told where it is looked at.</summary>
    public static string? Of(HttpExchange exchange) =>
        ServerWords.Of(exchange) is { IsInAddress: false, Text: { } said } ? $"the server says {said}" : null;
}
