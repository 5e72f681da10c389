using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>Where a step belongs, as its scenario names it; a run knows it by this until it tells of it.</summary>
internal sealed record StepPlace(Phase Phase, int Number, int Total, int Depth, string Id, string Title)
{
    /// <inheritdoc cref="ShownPlace.Turn"/>
    public int Turn { get; init; }

    /// <inheritdoc cref="ShownPlace.Turns"/>
    public int Turns { get; init; }

    /// <inheritdoc cref="ShownPlace.For"/>
    public string For { get; init; } = "";

    /// <inheritdoc cref="ShownPlace.TakesBack"/>
    public bool TakesBack => Phase == Phase.Undo;

    /// <summary>What stands in front of the name in <see cref="Path"/>.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>
    /// By what the step, in this turn, is known among all of its run: the calls and obtained inputs that lead to it, its id, and its turn,
    /// such as <c>(token)/ask</c> or <c>users[2]/create</c>; the same each time the scenario is run.
    /// </summary>
    public string Path => TakesBack ? Prefix : Prefix + StepPath.Of(this);

    /// <summary>Where what was made here is taken back.</summary>
    /// <param name="number">From 1, of what is taken back now.</param>
    /// <param name="total">How much is taken back now.</param>
    /// <param name="made">Which of all that the run made it is, from 0.</param>
    public StepPlace ToTakeBack(int number, int total, int made) =>
        this with
        {
            Prefix = string.Create(CultureInfo.InvariantCulture, $"~{made}"),
            Phase = Phase.Undo,
            Number = number,
            Total = total,
            Depth = 0,
            For = "",
        };

    /// <summary>As it may be shown by now: someone may have written into the file what is secret to another.</summary>
    public ShownPlace Shown(SecretMask mask) =>
        new(Phase, Number, Total, Depth, MaskedText.By(mask, Id), MaskedText.By(mask, Title))
        {
            Turn = Turn,
            Turns = Turns,
            For = MaskedText.By(mask, For),
            Path = MaskedText.By(mask, Path),
        };
}
