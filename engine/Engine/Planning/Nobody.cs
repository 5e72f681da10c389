namespace PingOneScenarios.Engine.Planning;

/// <summary>An operator who gives nothing.</summary>
internal sealed class Nobody : IOperator
{
    public string? Variable(string name) => null;

    public string? Prompt(string name) => null;
}
