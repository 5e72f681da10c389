using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Settling;

/// <summary>What is to become of a step whose request was in doubt.</summary>
/// <param name="As">How it goes on.</param>
internal sealed record Settled(SettledAs As)
{
    /// <summary>Nobody can tell, and nobody is waited for.</summary>
    public static Settled Open { get; } = new(SettledAs.Open);

    /// <summary>A person has to tell, and is not there.</summary>
    public static Settled Wait { get; } = new(SettledAs.Waits);

    /// <summary>The request is to be sent again.</summary>
    public static Settled Again(DoubtEnd end, string by) => new(SettledAs.SentAgain) { End = end, By = by };

    /// <summary>The request did what it was sent for.</summary>
    public static Settled Happened(LostAnswer answer, string by) =>
        new(SettledAs.Happened)
        {
            End = DoubtEnd.Happened,
            By = by,
            Answer = answer,
        };

    /// <summary>What became of the request; null while it is open.</summary>
    public DoubtEnd? End { get; private init; }

    /// <summary>Who or what says so; see <see cref="DoubtSettled.By"/>.</summary>
    public string By { get; private init; } = "";

    /// <summary>What the lost answer would have given; null unless the request did what it was sent for.</summary>
    public LostAnswer? Answer { get; private init; }
}

/// <summary>How a step goes on whose request was in doubt.</summary>
internal enum SettledAs
{
    /// <summary>It stays in doubt, and its step has ended.</summary>
    Open,

    /// <summary>It stays in doubt until a person says what became of it: a run that is written down waits, another one ends.</summary>
    Waits,

    /// <summary>Its request is sent again.</summary>
    SentAgain,

    /// <summary>It has passed.</summary>
    Happened,
}

/// <summary>What an answer would have given that was lost.</summary>
/// <param name="Bag">The variables after the step.</param>
/// <param name="Given">What was taken, as it is told.</param>
internal sealed record LostAnswer(VariableBag Bag, ImmutableArray<TakenValue> Given);
