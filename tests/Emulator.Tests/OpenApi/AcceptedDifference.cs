namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>Where an answer may differ from the public description.</summary>
/// <param name="Operation">As it is described, or <c>*</c> for all.</param>
/// <param name="Difference">As it is told.</param>
/// <param name="Why">Which source the emulator follows instead.</param>
internal sealed record AcceptedDifference(string Operation, string Difference, string Why)
{
    public bool Allows(string operation, string difference) => Difference == difference && (Operation == "*" || Operation == operation);
}
