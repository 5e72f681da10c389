using System.Collections.Immutable;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning;

/// <summary>The person or machine that runs a scenario, as far as values can be asked of them.</summary>
public interface IOperator
{
    /// <summary>A variable of the process environment; null when it is not set.</summary>
    string? Variable(string name);

    /// <summary>Asks for a secret without echo; null when nobody can be asked.</summary>
    string? Prompt(string name);

    /// <summary>All of standard input, which can be read once.</summary>
    Task<SecretText> ReadInputAsync(CancellationToken ct) =>
        Task.FromResult(SecretText.Missing("there is no standard input", "use env, file or command"));

    /// <summary>Runs a program without a shell and takes what it prints. Only called for what stands in the operator's own file.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="ct">Ends the program.</param>
    Task<SecretText> RunAsync(ImmutableArray<string> command, CancellationToken ct) =>
        Task.FromResult(SecretText.Missing("programs cannot be run here", "use env, file or prompt"));
}

/// <summary>All the operator gave for a run.</summary>
/// <param name="Environment">The environment file or built-in environment.</param>
/// <param name="Set">Values of inputs; the last one of a name counts.</param>
/// <param name="AllowOrigins">Origins that may be contacted.</param>
/// <param name="AllowPrivate">Hosts that stand in a network of the operator's own.</param>
/// <param name="Operator">Answers questions.</param>
/// <param name="Sources">Reads secrets, each once.</param>
internal sealed record OperatorGifts(
    ScenarioEnvironment Environment,
    ImmutableArray<GivenValue> Set,
    ImmutableArray<GivenValue> AllowOrigins,
    ImmutableArray<GivenValue> AllowPrivate,
    IOperator Operator,
    SecretSources Sources
)
{
    public Budgets Budgets { get; init; } = Budgets.Usual;

    /// <summary>What a row of data gives.</summary>
    public RowGift Row { get; init; } = RowGift.None;

    /// <summary>By what all of this is given.</summary>
    public GiftNames Names { get; init; } = GiftNames.OfProgram;

    /// <summary>The files of the environment, read; null when it names none or they cannot be used.</summary>
    public TlsProfile? Tls { get; init; }

    /// <summary>Those of the operator's process environment.</summary>
    public Proxies Proxies { get; init; } = Proxies.None;

    /// <summary>What inputs were given before, as text: it counts where their sources give nothing now.</summary>
    public IReadOnlyDictionary<string, string> Recorded { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Canonical paths of files of the operator's beside those of the environment, which no scenario sends.</summary>
    public ImmutableArray<string> OwnFiles { get; init; } = [];

    /// <summary>Whether the environment is one of several: what is given beside its file is given to all of them, and no secret may be.</summary>
    public bool IsOneOfSeveral { get; init; }

    /// <summary>Whether a secret may be asked for; what is not asked for has no value, and nothing is wrong with that.</summary>
    public bool MayAsk { get; init; } = true;
}
