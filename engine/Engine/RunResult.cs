using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine;

/// <summary>A run that took place, or the reasons why none did.</summary>
/// <param name="Summary">Null when nothing was sent.</param>
/// <param name="Outputs">Of the scenario, in the order of its file; empty when it did not pass.</param>
/// <param name="Diagnostics">What was found before the first request.</param>
public sealed record RunResult(RunSummary? Summary, ImmutableArray<RunOutput> Outputs, ImmutableArray<MaskedDiagnostic> Diagnostics)
{
    /// <summary>Observers that threw, and heard nothing from then on; empty when all is well.</summary>
    public ImmutableArray<ObserverFailure> Failures { get; init; } = [];

    /// <summary>Of the run; empty when nothing was sent.</summary>
    internal string RunId { get; init; } = "";

    /// <summary>How the run stands in its journal; null for one that is not written down.</summary>
    internal JournaledEnd? Journaled { get; init; }

    /// <summary>The output of a name; null when there is none.</summary>
    public RunOutput? Output(string name) => Outputs.FirstOrDefault(o => o.Name == name);
}

/// <summary>An output of a scenario: a JSON value, or a secret that is only shown to those who ask for it.</summary>
public sealed class RunOutput
{
    private readonly string json;
    private readonly string shown;

    private RunOutput(string name, string json, string shown, bool isSecret) =>
        (Name, this.json, this.shown, IsSecret) = (name, json, shown, isSecret);

    /// <summary>As in the file; case counts.</summary>
    public string Name { get; }

    /// <summary>Whether it is a secret by its name or type, or was computed from one.</summary>
    public bool IsSecret { get; }

    /// <summary>The value as JSON; null for a secret.</summary>
    public string? Json => IsSecret ? null : json;

    /// <summary>The value as JSON, also of a secret: from here on whoever asks keeps it.</summary>
    public string Reveal() => json;

    /// <summary>The value as JSON, a secret by its masked name.</summary>
    public override string ToString() => shown;

    internal static IEnumerable<RunOutput> Of(ScenarioOutcome outcome, SecretMask mask)
    {
        foreach (var (name, value) in outcome.Outputs.Members)
        {
            var json = ValueJson.WriteJson(value);
            var labels = value.Labels;
            // A secret the run knows by its text is one too, whatever the value was computed from.
            var masked = mask.Apply(json);
            yield return new RunOutput(name, json, labels.IsEmpty ? masked : labels.Shown, !labels.IsEmpty || masked != json);
        }
    }
}
