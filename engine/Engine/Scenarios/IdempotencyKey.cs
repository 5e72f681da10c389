namespace PingOneScenarios.Engine.Scenarios;

/// <summary>The key by which a server knows a request again (draft-ietf-httpapi-idempotency-key-header).</summary>
internal static class IdempotencyKey
{
    /// <summary>The header it is sent in.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>A structured field: a string in quotes (RFC 9651, section 3.3.3).</summary>
    /// <param name="run">The id of the run.</param>
    /// <param name="path">Of the step in it, in visible ASCII without quotes and backslashes.</param>
    public static string Of(string run, string path) => $"\"{run}/{path}\"";
}
