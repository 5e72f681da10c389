using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http.Answers;

/// <summary>The credentials an answer brought by their names, and the labels they have until an extraction gives them another.</summary>
internal sealed record AnswerCredentials(FoundSecrets Texts, LabelSet Labels)
{
    public static AnswerCredentials None { get; } = new(FoundSecrets.None, LabelSet.None);
}
