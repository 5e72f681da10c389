using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating;

/// <summary>The words of a message that may hold values, and what those were computed from (trust rule 9).</summary>
/// <param name="Text">Stands for the message; null keeps that.</param>
/// <param name="Labels">With any the message stays, and they are named.</param>
/// <param name="Fix">Stands for the fix; null keeps that.</param>
internal readonly record struct MessageDetail(string? Text, LabelSet Labels, string? Fix = null)
{
    /// <summary>The message with all that may be told.</summary>
    public string Told(string message) =>
        Labels.IsEmpty ? Text ?? message
        : Text is null ? message
        : $"{message} (more is not told, it was computed from {Labels.Shown})";

    /// <summary>The fix that may be told.</summary>
    public string FixOr(string usual) => Labels.IsEmpty ? Fix ?? usual : usual;
}
