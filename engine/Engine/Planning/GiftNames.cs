namespace PingOneScenarios.Engine.Planning;

/// <summary>By what the operator gives each kind of thing, as people are told: the settings of a program, or the options of a command.</summary>
/// <param name="Inputs">Values of inputs.</param>
/// <param name="Origins">Origins that may be contacted.</param>
/// <param name="Hosts">Hosts that stand in a network of the operator's own.</param>
/// <param name="Steps">The budget of steps.</param>
/// <param name="Time">The budget of time.</param>
/// <param name="SecretBits">The budget of what may be told of a secret.</param>
internal sealed record GiftNames(string Inputs, string Origins, string Hosts, string Steps, string Time, string SecretBits)
{
    /// <summary>The budget of what an answer may be.</summary>
    public string Answers { get; init; } = Program;

    private const string Program = "the run settings";

    public static GiftNames OfProgram { get; } = new(Program, Program, Program, Program, Program, Program);
}
