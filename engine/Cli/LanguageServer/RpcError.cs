namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>Why a request has no result; codes of JSON-RPC 2.0 and LSP 3.17.</summary>
/// <param name="Code">Negative.</param>
/// <param name="Message">For people: editors show it.</param>
internal sealed record RpcError(int Code, string Message)
{
    public static RpcError NotJson { get; } = new(-32700, "the message is not JSON");

    public static RpcError NotInitialized { get; } = new(-32002, "the first request is initialize");

    public static RpcError Internal(Exception e) => new(-32603, $"this is a bug in p1s ({e.GetType().Name})");

    public static RpcError InvalidRequest(string message) => new(-32600, message);

    public static RpcError MethodNotFound(string method) => new(-32601, $"there is no method {method}");

    public static RpcError InvalidParameters(string message) => new(-32602, message);

    /// <summary>The request is right, and what it asks for cannot be done.</summary>
    public static RpcError Refused(string why) => new(-32803, why);
}
