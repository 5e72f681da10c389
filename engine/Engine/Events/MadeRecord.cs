using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>Something a step made that can be taken back.</summary>
/// <param name="Values">The variables its undo is made of, as they were then.</param>
public sealed record MadeRecord(ImmutableArray<MadeValue> Values);

/// <summary>A variable an undo is made of.</summary>
/// <param name="Name">Of the variable.</param>
/// <param name="Json">Its value as it may be shown, as JSON.</param>
/// <param name="IsSecret">Whether <paramref name="Json"/> lacks what is secret in it.</param>
public readonly record struct MadeValue(MaskedText Name, MaskedText Json, bool IsSecret);
