using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Batch.Rows.Checking;

/// <summary>The inputs of all scenarios that are run, by their names, and which of them are secrets to anybody.</summary>
internal sealed class RowInputs
{
    private readonly Dictionary<string, List<Input>> inputs = new(StringComparer.Ordinal);
    private readonly HashSet<string> secrets = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => inputs.Keys;

    public IReadOnlySet<string> Secrets => secrets;

    public bool Knows(string name) => inputs.ContainsKey(name);

    public void Add(ScenarioTree tree)
    {
        foreach (var input in tree.ByPath.Values.SelectMany(s => s.Inputs))
        {
            if (!inputs.TryGetValue(input.Name, out var same))
                inputs[input.Name] = same = [];
            if (!same.Contains(input))
                same.Add(input);
            if (SecretRule.IsSecret(input))
                secrets.Add(input.Name);
        }
    }

    /// <summary>What the operator lists as a secret is one, whatever a scenario says.</summary>
    public void Add(ScenarioEnvironment environment)
    {
        foreach (var secret in environment.Secrets)
            secrets.Add(secret.Name);
    }

    /// <summary>Why a value fits not all inputs of its name; null when it does. Never quotes it.</summary>
    public string? Objection(string name, string text)
    {
        foreach (var input in inputs[name])
        {
            if (Objection(input, text) is { } objection)
                return objection;
        }
        return null;
    }

    private static string? Objection(Input input, string text)
    {
        if (input is { Type: InputType.Text, Pattern: null, Choices.IsEmpty: true })
            return null;
        return InputTypes.FromText(input, text) is { } value ? InputTypes.Objection(input, value) : InputTypes.Unreadable(input.Type, text);
    }

    /// <summary>What is said of a name that no scenario knows.</summary>
    public Diagnostic Unknown(string name, SourceSpan at) =>
        new(
            DiagnosticCodes.ColumnUnknown,
            at,
            $"no scenario has an input \"{PlainText.Line(name)}\"",
            "a column gives the input of its name a value",
            Suggestion.For(name, inputs.Keys) is { } near ? $"did you mean \"{near}\"?"
                : inputs.Count == 0 ? "the scenario has no inputs"
                : $"the inputs are {string.Join(", ", inputs.Keys)}; take the column out, or name rows by it"
        );
}
