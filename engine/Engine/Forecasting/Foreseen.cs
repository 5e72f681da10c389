using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>A value as far as it is known before the first request. What is secret is never known here, whatever it is made of.</summary>
internal sealed record Foreseen
{
    /// <summary>As it may be shown: what is not known is replaced by words in parentheses, what is secret by its label.</summary>
    public required Value Shown { get; init; }

    /// <summary>The value; null unless all of it is known.</summary>
    public Value? Plain { get; init; }

    /// <summary>How its text begins, as far as that is known; tells the origin of an address. Never shown.</summary>
    public string Beginning { get; init; } = "";

    /// <summary>Whether <see cref="Beginning"/> is all of the text: something stands in for what is not known.</summary>
    public bool IsStandIn { get; init; }

    /// <summary>What has to happen before it is known; empty when it is.</summary>
    public ImmutableArray<Pending> Pending { get; init; } = [];

    public LabelSet Labels { get; init; }

    /// <summary>The members, each as far as it is known; null for what has none.</summary>
    public ImmutableDictionary<string, Foreseen>? Members { get; init; }

    /// <summary>As text inside longer text.</summary>
    public string Text => Shown.ToString();

    public static Foreseen Known(Value value) =>
        new()
        {
            Shown = value,
            Plain = value,
            Beginning = value is TextValue text ? text.Text : "",
        };

    public static Foreseen Unknown(string shown, params ImmutableArray<Pending> pending) => new() { Shown = shown, Pending = pending };

    public static Foreseen Secret(LabelSet labels, params ImmutableArray<Pending> pending) =>
        new()
        {
            Shown = labels.Shown,
            Labels = labels,
            Pending = pending.IsEmpty ? [Forecasting.Pending.InRun] : pending,
        };

    /// <summary>A map of members that are known or not one by one.</summary>
    public static Foreseen Map(params ReadOnlySpan<(string Name, Foreseen Value)> members)
    {
        var map = ImmutableArray.CreateBuilder<KeyValuePair<string, Foreseen>>(members.Length);
        foreach (var (name, value) in members)
            map.Add(new(name, value));
        return Map(map.MoveToImmutable());
    }

    /// <inheritdoc cref="Map(ReadOnlySpan{ValueTuple{string, Foreseen}})"/>
    public static Foreseen Map(ImmutableArray<KeyValuePair<string, Foreseen>> members) =>
        new()
        {
            Shown = new MapValue([.. members.Select(m => KeyValuePair.Create(m.Key, m.Value.Shown))]),
            Plain = members.All(m => m.Value.Plain is not null)
                ? new MapValue([.. members.Select(m => KeyValuePair.Create(m.Key, m.Value.Plain!))])
                : null,
            Pending = [.. members.SelectMany(m => m.Value.Pending).Distinct()],
            Labels = members.Aggregate(LabelSet.None, (labels, m) => labels.Union(m.Value.Labels)),
            Members = members.ToImmutableDictionary(StringComparer.Ordinal),
        };

    public static Foreseen List(ImmutableArray<Foreseen> items) =>
        new()
        {
            Shown = new ListValue([.. items.Select(i => i.Shown)]),
            Plain = items.All(i => i.Plain is not null) ? new ListValue([.. items.Select(i => i.Plain!)]) : null,
            Pending = [.. items.SelectMany(i => i.Pending).Distinct()],
            Labels = items.Aggregate(LabelSet.None, (labels, i) => labels.Union(i.Labels)),
        };
}

/// <summary>What has to happen before a value is known.</summary>
/// <param name="Words">Behind "known": <c>after "Create a user"</c>.</param>
internal sealed record Pending(string Words)
{
    /// <summary>The clock, chance and the answer of a server are met in the run.</summary>
    public static Pending InRun { get; } = new("in the run");

    public static Pending Emulator { get; } = new("when the emulator starts");

    /// <summary>Each turn of a loop has its own.</summary>
    public static Pending Item { get; } = new("for each item");

    /// <summary>Nothing gives it a value, which has been said.</summary>
    public static Pending Missing { get; } = new("when every input has a value");

    /// <summary>It cannot be computed, which has been said.</summary>
    public static Pending Failed { get; } = new("never: it cannot be computed");

    public static Pending After(string step) => new($"after \"{step}\"");

    /// <summary>What stands where the value of an expression would.</summary>
    public string Shown(string expression) =>
        this == Item ? $"({expression})"
        : this == Missing ? "(no value)"
        : this == Failed ? "(cannot be computed)"
        : $"(known {Words})";
}
