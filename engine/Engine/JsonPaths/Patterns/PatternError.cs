namespace PingOneScenarios.Engine.JsonPaths.Patterns;

/// <summary>Why a text is not a pattern.</summary>
internal sealed record PatternError(string Message, string Fix);
