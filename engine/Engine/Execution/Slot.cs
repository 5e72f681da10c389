using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>Which of the many runs of a command one is to be; what is told of it goes through its mask.</summary>
/// <param name="Index">From 0, in the order of the command line.</param>
internal sealed record Slot(long Index)
{
    /// <inheritdoc cref="BatchSlot.Batch"/>
    public string? Batch { get; init; }

    /// <inheritdoc cref="BatchSlot.RowNumber"/>
    public long? RowNumber { get; init; }

    /// <inheritdoc cref="BatchSlot.Row"/>
    public string? Row { get; init; }

    /// <inheritdoc cref="BatchSlot.Repetition"/>
    public int? Repetition { get; init; }

    /// <inheritdoc cref="BatchSlot.Attempt"/>
    public int Attempt { get; init; } = 1;

    /// <summary>How often the scenario may be begun; 1 without retries.</summary>
    public int Attempts { get; init; } = 1;

    /// <inheritdoc cref="BatchSlot.IsInMatrix"/>
    public bool IsInMatrix { get; init; }

    /// <inheritdoc cref="BatchSlot.Shard"/>
    public string? Shard { get; init; }

    public BatchSlot Shown(SecretMask mask) =>
        new()
        {
            Index = Index,
            Batch = Shown(mask, Batch),
            RowNumber = RowNumber,
            Row = Shown(mask, Row),
            Repetition = Repetition,
            Attempt = Attempt,
            IsInMatrix = IsInMatrix,
            Shard = Shown(mask, Shard),
        };

    private static MaskedText? Shown(SecretMask mask, string? text) => text is null ? null : MaskedText.By(mask, text);
}
