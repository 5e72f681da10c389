using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Trust;

/// <summary>
/// What a register has learned, in order, until somebody takes it to write it down, and the numbers labels have in what is written. One for
/// each run that is written down. Safe to use from several threads.
/// </summary>
internal sealed class SecretLog
{
    private readonly Lock turn = new();
    private readonly List<SecretNews> news = [];
    private readonly List<SecretLabel> labels = [];
    private readonly Dictionary<SecretLabel, int> numbers = [];

    public void Add(SecretNews learned)
    {
        lock (turn)
            news.Add(learned);
    }

    /// <summary>What was learned since the last call.</summary>
    public ImmutableArray<SecretNews> Take()
    {
        lock (turn)
        {
            if (news.Count == 0)
                return [];
            ImmutableArray<SecretNews> taken = [.. news];
            news.Clear();
            return taken;
        }
    }

    /// <summary>Gives a label the next number; false when it has one.</summary>
    public bool Number(SecretLabel label)
    {
        lock (turn)
        {
            labels.Add(label);
            if (numbers.TryAdd(label, labels.Count - 1))
                return true;
            labels.RemoveAt(labels.Count - 1);
            return false;
        }
    }

    /// <summary>Gives the next number to a label that was read; one that was read twice answers to both.</summary>
    public void NumberRead(SecretLabel label)
    {
        lock (turn)
        {
            numbers.TryAdd(label, labels.Count);
            labels.Add(label);
        }
    }

    public bool TryGetNumber(SecretLabel label, out int number)
    {
        lock (turn)
            return numbers.TryGetValue(label, out number);
    }

    public bool TryGetLabel(int number, [NotNullWhen(true)] out SecretLabel? label)
    {
        lock (turn)
            label = number >= 0 && number < labels.Count ? labels[number] : null;
        return label is not null;
    }
}

/// <summary>Something a register learned: a label of its own kind, or, with <see cref="LearnedAs.Known"/>, a value that labels are known by.</summary>
/// <param name="How">How it came to be known.</param>
/// <param name="Labels">The new label alone, or those of the value.</param>
/// <param name="Value">Null for a label that is all there is to know.</param>
internal readonly record struct SecretNews(LearnedAs How, LabelSet Labels, Value? Value);

/// <summary>How a register came to know a secret.</summary>
internal enum LearnedAs
{
    /// <summary>An input, or what an operator wrote.</summary>
    Given,

    /// <summary>An extraction, or what was computed.</summary>
    Found,

    /// <summary>A credential in an answer that nothing asked for.</summary>
    Credential,

    /// <summary>A value that has labels already.</summary>
    Known,

    /// <summary>A label no register made.</summary>
    Elsewhere,
}
