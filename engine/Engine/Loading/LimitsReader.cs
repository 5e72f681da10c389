using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Values;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary><c>limits</c> to its model.</summary>
internal static class LimitsReader
{
    /// <summary>From the one that most runs stay below to the one all do; a bound of a later one holds for an earlier one too.</summary>
    private static readonly ImmutableArray<LimitMeasure> Rising =
    [
        LimitMeasure.P50,
        LimitMeasure.P90,
        LimitMeasure.P95,
        LimitMeasure.P99,
        LimitMeasure.P999,
        LimitMeasure.Max,
    ];

    public static ImmutableArray<Limit> Read(LocatedNode node, FileScope file)
    {
        if (MapReader.Open(node, ScenarioKeys.Limits, file) is not { } map)
            return [];
        var limits = LimitTable.Rows.Where(r => map.Has(r.Name)).Select(r => ReadOne(map, r, file)).OfType<Limit>().ToImmutableArray();
        foreach (var limit in limits)
            SayNeedless(limit, limits, map, file);
        return limits;
    }

    private static Limit? ReadOne(MapReader map, LimitRow row, FileScope file)
    {
        if (map.Scalar(row.Name, $"{row.Name}: {row.Example}") is not { } scalar || MapReader.ReadLiteral(scalar, file) is null)
            return null;
        var read = LimitText.Read(row, scalar.Text.Text, scalar.Span);
        if (read.Limit is null)
            file.Say(
                read.IsImpossible ? DiagnosticCodes.LimitImpossible : DiagnosticCodes.LimitUnreadable,
                scalar.Span,
                read.What,
                null,
                read.Fix
            );
        return read.Limit;
    }

    private static void SayNeedless(Limit limit, ImmutableArray<Limit> limits, MapReader map, FileScope file)
    {
        var place = Rising.IndexOf(limit.Measure);
        var holder = limits.FirstOrDefault(l =>
            l.Bound <= limit.Bound
            && (limit.Measure == LimitMeasure.Mean ? l.Measure == LimitMeasure.Max : place >= 0 && Rising.IndexOf(l.Measure) > place)
        );
        if (holder is null)
            return;
        var (name, other) = (LimitTable.Of(limit.Measure).Name, LimitTable.Of(holder.Measure).Name);
        file.Say(
            DiagnosticCodes.LimitNeedless,
            map.KeySpan(name),
            $"runs that keep to {other} keep to {name} too",
            $"{other} is at most {LimitText.Show(holder.Bound, holder.Unit)}, and {name} is never above {other}",
            $"take {name} out, or make it lower"
        );
    }
}
