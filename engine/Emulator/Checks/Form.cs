using System.Diagnostics.CodeAnalysis;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The fields of a form that have a value; each came once.</summary>
internal sealed record Form(IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Null when the form has no such field.</summary>
    public string? this[string name] => Fields.GetValueOrDefault(name);

    public bool Has(string name) => Fields.ContainsKey(name);

    public bool TryGet(string name, [NotNullWhen(true)] out string? value) => Fields.TryGetValue(name, out value);
}
