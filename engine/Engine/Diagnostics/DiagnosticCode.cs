namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>A row of the table of diagnostics.</summary>
/// <param name="Id"><c>PS</c> and four digits; the first digit is the stage.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Title">What the code stands for, in a few words.</param>
public sealed record DiagnosticCode(string Id, Severity Severity, string Title)
{
    /// <summary>Whether policy refuses something (trust rules 1 to 5): the fifth stage, without the limits of many runs.</summary>
    public bool IsRefusal => Id.StartsWith("PS5", StringComparison.Ordinal) && Id != "PS5007";
}
