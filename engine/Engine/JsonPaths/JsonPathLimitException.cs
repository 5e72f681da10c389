namespace PingOneScenarios.Engine.JsonPaths;

/// <summary>A path asked for more than <see cref="JsonPathLimits"/> allows on a document. The message carries no value of the document.</summary>
internal sealed class JsonPathLimitException : Exception
{
    public JsonPathLimitException(string message)
        : base(message) { }
}
