namespace PingOneScenarios.Emulator.Tests.Fidelity;

/// <summary>Says which rules a test holds: it fails when the emulator breaks one of them.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class HoldsAttribute(params string[] rules) : Attribute
{
    /// <summary>Ids of <see cref="RuleTable"/>: section and number, as <c>3.6-07</c>, or several in a row, as <c>3.4-16..34</c>.</summary>
    public string[] Rules { get; } = rules;
}
