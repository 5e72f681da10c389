namespace PingOneScenarios.Engine.Values;

/// <summary>A named value, the labels that say whether it is secret, and where it came from.</summary>
/// <param name="Name">Case counts.</param>
/// <param name="Value">Never null; a variable without a value is not there.</param>
/// <param name="Labels">Empty for what is not secret.</param>
/// <param name="Origin">For people: "--set", "extracted by step \"Create a user\"".</param>
internal sealed record Variable(string Name, Value Value, LabelSet Labels, string Origin);
