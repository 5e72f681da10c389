using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating;

/// <summary>A function of the expression language; the reference, the checks of arguments and "did you mean" come from its row.</summary>
/// <param name="Name"><c>group.name</c>, or a bare name.</param>
/// <param name="Parameters">In their order; those that may be left out come last.</param>
/// <param name="Meaning">One sentence: what it gives, with units.</param>
/// <param name="Example">An expression without its angle brackets.</param>
/// <param name="Body">Does it. Arguments have been checked against <paramref name="Parameters"/>.</param>
internal sealed record FunctionRow(
    string Name,
    ImmutableArray<Parameter> Parameters,
    string Meaning,
    string Example,
    Func<Arguments, Value> Body
)
{
    /// <summary>As authors write it: <c>url.query address name</c>, with <c>[name: default]</c> for what may be left out.</summary>
    public string Signature => string.Join(' ', Parameters.Select(p => p.Signature).Prepend(Name));

    /// <summary>
    /// The arguments whose parts stand in the result as they are, with the labels they have; of those only the labels of the whole are given
    /// to the whole result, of all others every one.
    /// </summary>
    public ImmutableArray<int> Keeps { get; init; } = [];

    /// <summary>The arguments of which no failure tells anything, so that one that is secret keeps nothing else from being told.</summary>
    public ImmutableArray<int> Untold { get; init; } = [];
}

/// <summary>A parameter of a function.</summary>
/// <param name="Name">Used for named arguments: <c>audience: "…"</c>.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="Default">What it is when left out, for people; null when it has no default value.</param>
internal sealed record Parameter(string Name, ParameterKind Kind, bool IsRequired = true, string? Default = null)
{
    public string Signature =>
        IsRequired ? Name
        : Default is null ? $"[{Name}]"
        : $"[{Name}: {Default}]";

    public static Parameter Optional(string name, ParameterKind kind, string? shown = null) => new(name, kind, false, shown);
}

/// <summary>What a parameter takes. <see cref="Duration"/> is text such as <c>5m</c> or a number of seconds.</summary>
internal enum ParameterKind
{
    Any,
    Text,
    Number,
    Boolean,
    List,
    Map,
    Duration,
}

/// <summary>What functions may use of the world.</summary>
internal sealed record FunctionWorld(TimeProvider Clock, RandomSource Random);
