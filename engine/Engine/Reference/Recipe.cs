namespace PingOneScenarios.Engine.Reference;

/// <summary>How something is done that takes several parts of the language.</summary>
/// <param name="Title">What is done.</param>
/// <param name="Text">How, for people.</param>
/// <param name="Scenario">A whole file that does it.</param>
internal sealed record Recipe(string Title, string Text, string Scenario);
