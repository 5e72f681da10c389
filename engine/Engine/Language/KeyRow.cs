using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Language;

/// <summary>A key an author can write, with what documentation and schemas say of it.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">A sentence or two for people, without the default.</param>
/// <param name="Shape">What may stand behind it.</param>
/// <param name="Example">YAML that loads in its place: the key and a value.</param>
internal sealed record KeyRow(string Name, string Meaning, KeyShape Shape, string Example)
{
    public bool IsRequired { get; init; }

    /// <summary>The value, as YAML, that counts when the key is missing; null when there is none or it depends.</summary>
    public string? Default { get; init; }

    /// <summary>In words: what counts when the key is missing and that depends on other things.</summary>
    public string? Otherwise { get; init; }
}

/// <summary>A condition on several keys of a table. What it has no words of its own for is said in general ones.</summary>
internal abstract record KeyRule
{
    /// <summary>What is said where keys are there that do not go together.</summary>
    public RuleWords? Conflict { get; init; }

    /// <summary>What is said where a key is lacking.</summary>
    public RuleWords? Lack { get; init; }
}

/// <summary>
/// Words for people, in which <c>%key</c> stands for the key that is too much, <c>%first</c> for the one that is there already, and
/// <c>%name</c> for the name of the entry.
/// </summary>
/// <param name="What">Null takes the general words.</param>
/// <param name="Fix">Null takes the general words.</param>
/// <param name="Why">Null says no reason.</param>
internal sealed record RuleWords(string? What, string? Fix, string? Why = null)
{
    /// <summary>The fix for a key that surely does not belong there.</summary>
    public const string RemoveIt = "remove it";
}

/// <summary>Exactly one of the keys must be there.</summary>
internal sealed record OneOfRule(ImmutableArray<string> Keys) : KeyRule;

/// <summary>At most one of the keys may be there.</summary>
internal sealed record AtMostOneRule(ImmutableArray<string> Keys) : KeyRule;

/// <summary>Beside a key none of the others may be there.</summary>
internal sealed record ExcludesRule(string Key, ImmutableArray<string> Others) : KeyRule;

/// <summary>A key cannot be there without another one.</summary>
internal sealed record NeedsRule(string Key, string Other) : KeyRule;

/// <summary>Beside a key, another one takes less than it does else.</summary>
internal sealed record NarrowsRule(string Key, string Other, TableShape Shape) : KeyRule;
