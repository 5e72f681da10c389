using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>A variable the language itself puts in scope.</summary>
/// <param name="Name">As expressions write it.</param>
/// <param name="Meaning">What it is, and where it is in scope.</param>
/// <param name="Members">The members it always has; empty when they depend on the scenario.</param>
internal sealed record ScopeRow(string Name, string Meaning, ImmutableArray<string> Members);

/// <summary>Every variable of the language. No input, var or extraction can have such a name.</summary>
internal static class ScopeTable
{
    public static readonly ScopeRow Run = new("run", "The run: its id, and when it started.", ["id", "startedAt"]);

    public static readonly ScopeRow Environment = new("environment", "The environment the operator chose.", ["name"]);

    public static readonly ScopeRow Response = new(
        "response",
        "The answer to the request of this step; in scope under expect, extract and retry.",
        ["status", "reason", "headers", "cookies", "json", "text", "bytes", "url", "milliseconds", "attempt"]
    );

    public static readonly ScopeRow Outputs = new(
        "outputs",
        "The outputs of the scenario this step calls; in scope under expect and extract.",
        []
    );

    public static readonly ScopeRow Item = new("item", "The item of for_each this turn of the step is for.", []);

    public static readonly ScopeRow Index = new("index", "The number of this turn of for_each, from 0.", []);

    public static ImmutableArray<ScopeRow> Rows { get; } = [Run, Environment, Response, Outputs, Item, Index];

    public static ScopeRow? Find(string name) => Rows.FirstOrDefault(r => r.Name == name);
}
