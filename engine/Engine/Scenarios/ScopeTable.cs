using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>A variable the language itself puts in scope.</summary>
/// <param name="Name">As expressions write it.</param>
/// <param name="Meaning">What it is, and where it is in scope.</param>
/// <param name="Members">The members it always has; empty when they depend on the scenario.</param>
internal sealed record ScopeRow(string Name, string Meaning, ImmutableArray<ScopeMember> Members)
{
    public ImmutableArray<string> MemberNames { get; } = [.. Members.Select(m => m.Name)];
}

/// <summary>A member of a variable of the language.</summary>
/// <param name="Name">As expressions write it.</param>
/// <param name="Sample">Some value of its kind; null when its kind depends on the answer.</param>
/// <param name="Meaning">One sentence, with units.</param>
internal sealed record ScopeMember(string Name, Value? Sample, string Meaning);

/// <summary>Every variable of the language. No input, var or extraction can have such a name.</summary>
internal static class ScopeTable
{
    private static readonly Value Text = new TextValue("");
    private static readonly Value Number = NumberValue.From(0L);

    public static readonly ScopeRow Run = new(
        "run",
        "The run: its id, and when it started.",
        [
            new("id", Text, "A short text that is different in every run."),
            new("startedAt", Text, "When the run began, in UTC, such as 2026-01-31T12:00:00.250Z."),
        ]
    );

    public static readonly ScopeRow Environment = new(
        "environment",
        "The environment the operator chose.",
        [new("name", Text, "The name of the environment the run is for.")]
    );

    public static readonly ScopeRow Response = new(
        "response",
        "The answer to the request of this step; in scope under expect, extract and retry.",
        [
            new("status", Number, "The status, such as 200."),
            new("reason", Text, "The words behind the status, such as OK."),
            new("headers", null, "The headers by name; case does not count, _ may stand for -, several fields of a name are a list."),
            new(
                "header_lists",
                null,
                "The headers by name as above, each a list: of one item for one field, empty for a name the answer has not."
            ),
            new("cookies", MapValue.Empty, "The cookies this answer set, by name: each is its value."),
            new(
                "set_cookies",
                new ListValue([]),
                "The cookies this answer set, in order, as a list of maps: name, value, domain, path, expires (UTC, such as "
                    + "2026-01-31T12:00:00Z), max_age (seconds), secure, http_only, same_site; null for an attribute it has not."
            ),
            new("json", null, "The body as JSON; fails when it is none."),
            new("text", Text, "The body as text, in the charset it is in; fails when that is not known or the body is none of it."),
            new("bytes", Number, "The length of the body in bytes."),
            new("url", Text, "The address that answered, redirects followed, with the fragment."),
            new("milliseconds", Number, "How long the whole answer took."),
            new("attempt", Number, "The number of the attempt, from 1."),
        ]
    );

    public static readonly ScopeRow Outputs = new(
        "outputs",
        "The outputs of the scenario this step calls; in scope under expect and extract.",
        []
    );

    public static readonly ScopeRow Item = new("item", "The item of for_each this turn of the step is for.", []);

    public static readonly ScopeRow Index = new("index", "The number of this turn of for_each, from 0.", []);

    /// <summary>Whether a name is that of a variable each turn of <c>for_each</c> has of its own.</summary>
    public static bool IsOfLoop(string name) => name == Item.Name || name == Index.Name;

    public static ImmutableArray<ScopeRow> Rows { get; } = [Run, Environment, Response, Outputs, Item, Index];

    public static ScopeRow? Find(string name) => Rows.FirstOrDefault(r => r.Name == name);
}
