using System.Buffers;
using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Planning;

/// <summary>
/// Inputs that nobody gives a value. They are said when the whole plan is known: one value serves every scenario that asks for the name, so a
/// name is said once, at the scenario the operator named if that asks for it.
/// </summary>
internal sealed class MissingInputs(ScenarioTree tree, OperatorGifts gifts)
{
    private static readonly SearchValues<char> NameLetters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
    );

    private readonly Dictionary<string, Missing> found = new(StringComparer.Ordinal);

    /// <summary>In the order in which they were found.</summary>
    public ImmutableArray<string> Names => [.. found.Keys];

    /// <param name="input">Without a value.</param>
    /// <param name="scenario">That asks for it.</param>
    /// <param name="caller">The step that calls the scenario; null when it is the operator who does, or an input is obtained from it.</param>
    public void Add(Input input, Scenario scenario, Step? caller)
    {
        // A name no variable can have was refused already; it must not stand in a line that is copied into a shell.
        if (input.Name.AsSpan().ContainsAnyExcept(NameLetters) || gifts.Environment.UnreadSecrets.Contains(input.Name))
            return;
        if (!found.ContainsKey(input.Name) || scenario == tree.Entry)
            found[input.Name] = new Missing(input, scenario, caller);
    }

    public void Say(DiagnosticBag problems)
    {
        foreach (var missing in found.Values)
            Say(missing, problems);
    }

    private void Say(Missing missing, DiagnosticBag problems)
    {
        var (input, scenario, caller) = missing;
        var hint = input.Type == InputType.Url ? "https://…" : "…";
        var variable = InputBinder.VariableName(input.Name);
        var ways = input.Secret
            ? $"add \"{input.Name}: {{ env: VARIABLE }}\" to secrets of an environment file, or export {variable}=…"
            : $"give the input {input.Name}={hint}, add it to inputs of an environment file, or export {variable}=…";
        problems.Add(
            DiagnosticCodes.InputMissing,
            caller?.Call?.File.Span ?? input.Span,
            $"the input \"{input.Name}\" of \"{scenario.Title}\" has no value",
            caller is not null ? $"step \"{caller.Title}\" calls it and passes none"
                : Mistaken(input) is { } near ? $"the environment has \"{near}\", is that meant?"
                : input.Description is { } description ? $"the scenario says: {description}"
                : null,
            (caller is null ? "" : $"add with: {{ {input.Name}: … }} to the step; or ")
                + (gifts.Environment == ScenarioEnvironment.None ? $"{ways}; or use the local PingOne" : ways)
        );
    }

    // A name in the environment that nearly fits and that no scenario asks for.
    private string? Mistaken(Input input)
    {
        var asked = tree.ByPath.Values.SelectMany(s => s.Inputs).Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        var given = gifts.Environment.Inputs.Select(g => g.Name).Concat(gifts.Environment.Secrets.Select(s => s.Name));
        return Suggestion.For(input.Name, given.Where(name => !asked.Contains(name)));
    }

    private sealed record Missing(Input Input, Scenario Scenario, Step? Caller);
}
