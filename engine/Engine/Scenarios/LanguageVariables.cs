using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>A member of a variable that the language provides.</summary>
/// <param name="Variable">Such as <c>response</c>.</param>
/// <param name="Name">The member.</param>
/// <param name="Sample">Some value of its kind; null when its kind depends on the answer.</param>
/// <param name="Meaning">One sentence.</param>
internal sealed record LanguageMember(string Variable, string Name, Value? Sample, string Meaning)
{
    /// <summary>As it is written: <c>response.status</c>.</summary>
    public string Path => $"{Variable}.{Name}";
}

/// <summary>The variables that nobody has to provide, by their members.</summary>
internal static class LanguageVariables
{
    private static readonly Value Text = new TextValue("");
    private static readonly Value Number = NumberValue.From(0L);

    public static ImmutableArray<LanguageMember> Members { get; } =
    [
        new("run", "id", Text, "A short text that is different in every run."),
        new("run", "startedAt", Text, "When the run began, in UTC, such as 2026-01-31T12:00:00.250Z."),
        new("environment", "name", Text, "The name of the environment the run is for."),
        new("response", "status", Number, "The status, such as 200."),
        new("response", "reason", Text, "The words behind the status, such as OK."),
        new("response", "headers", null, "The headers; case does not count, _ may stand for -, several fields of a name are a list."),
        new("response", "cookies", MapValue.Empty, "The cookies this answer set."),
        new("response", "json", null, "The body as JSON."),
        new("response", "text", Text, "The body as text."),
        new("response", "bytes", Number, "The length of the body."),
        new("response", "url", Text, "The address that answered."),
        new("response", "milliseconds", Number, "How long the answer took."),
        new("response", "attempt", Number, "Which attempt this is, from 1 on."),
    ];

    /// <summary>The members of a variable; empty for one that is not of the language, or has no members of its own.</summary>
    public static ImmutableArray<string> MembersOf(string variable) => [.. Members.Where(m => m.Variable == variable).Select(m => m.Name)];
}
