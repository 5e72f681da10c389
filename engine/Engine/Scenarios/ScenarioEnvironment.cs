using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>What the operator gives to every scenario: values, where secrets come from, and which origins are allowed.</summary>
internal sealed record ScenarioEnvironment
{
    /// <summary>What values of the local PingOne are said to come from.</summary>
    public const string Emulator = "the emulator";

    /// <summary>No environment at all.</summary>
    public static ScenarioEnvironment None { get; } = new() { Name = "none" };

    public required string Name { get; init; }

    /// <summary>Whether it is a file an operator wrote, so that a secret among its inputs is one written down.</summary>
    public bool IsFile { get; init; }

    /// <summary>Canonical paths of the environment file and of the files of its secrets; no scenario may send them.</summary>
    public ImmutableArray<string> OwnFiles { get; init; } = [];

    public ImmutableArray<GivenValue> Inputs { get; init; } = [];

    public ImmutableArray<SecretSource> Secrets { get; init; } = [];

    /// <summary>Secrets that are named and whose source could not be read, which has been said.</summary>
    public ImmutableArray<string> UnreadSecrets { get; init; } = [];

    /// <summary>Origins, or addresses whose origin is meant.</summary>
    public ImmutableArray<GivenValue> Allow { get; init; } = [];

    /// <summary>Hosts that stand in a network of the operator's own.</summary>
    public ImmutableArray<GivenValue> Private { get; init; } = [];

    public HttpChoice Http { get; init; }

    /// <summary>Null when TLS is as the system has it.</summary>
    public TlsFiles? Tls { get; init; }
}

/// <summary>A value the operator wrote.</summary>
/// <param name="Name">The input; empty for an item of a list.</param>
/// <param name="Value">The value.</param>
/// <param name="Span">Where it is written.</param>
/// <param name="Origin">For people: "the environment file eu.yaml", "--set".</param>
internal sealed record GivenValue(string Name, Value Value, SourceSpan Span, string Origin)
{
    /// <summary>What stands in the file that the value names as <c>@FILE</c>, for inputs that take a list or a map; null when it names none.</summary>
    public string? FileText { get; init; }

    /// <summary>Whether it names a file that cannot be read, which has been said.</summary>
    public bool IsUnread { get; init; }
}

/// <summary>Where a secret comes from.</summary>
/// <param name="Name">The input it is for.</param>
/// <param name="Kind">What <paramref name="Place"/> names.</param>
/// <param name="Place">The variable, the file, the program, or the value itself for <see cref="SecretKind.Held"/>.</param>
/// <param name="To">The only origins it may be sent to; null allows those of the operator's addresses.</param>
/// <param name="Span">Where it is written.</param>
internal sealed record SecretSource(string Name, SecretKind Kind, string Place, ImmutableArray<GivenValue>? To, SourceSpan Span)
{
    /// <summary>Program and arguments of <see cref="SecretKind.Program"/>; empty for everything else.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Whether reading it disturbs somebody or something, so that only a run may do it.</summary>
    public bool MustBeAskedFor => Kind is SecretKind.Prompt or SecretKind.Input or SecretKind.Program;
}

/// <summary>
/// A process environment variable, a file, a question on the terminal, standard input, what a program prints, or a value held by a
/// built-in environment.
/// </summary>
internal enum SecretKind
{
    Variable,
    File,
    Prompt,
    Input,
    Program,
    Held,
}
