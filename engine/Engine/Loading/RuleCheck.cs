using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;

namespace PingOneScenarios.Engine.Loading;

/// <summary>Whether the keys of a map go together as the rules of its table say.</summary>
internal sealed class RuleCheck
{
    private readonly MapReader map;
    private readonly TableShape table;
    private readonly FileScope file;
    private readonly string name;
    private readonly SourceSpan at;

    private RuleCheck(MapReader map, TableShape table, FileScope file, string name, SourceSpan at) =>
        (this.map, this.table, this.file, this.name, this.at) = (map, table, file, name, at);

    /// <param name="map">Its unknown keys have been said.</param>
    /// <param name="table">Of its keys.</param>
    /// <param name="file">Where it is.</param>
    /// <param name="name">Of the entry it stands behind; empty when that has none.</param>
    /// <param name="at">Where it is said that a key is lacking.</param>
    public static void Check(MapReader map, TableShape table, FileScope file, string name, SourceSpan at)
    {
        if (table.Rules.IsEmpty)
            return;
        var check = new RuleCheck(map, table, file, name, at);
        var isClear = true;
        foreach (var rule in table.Rules)
            isClear &= rule is not OneOfRule oneOf || check.CheckOneOf(oneOf);
        foreach (var rule in table.Rules)
        {
            // Where it is not clear what the map is meant to be, nothing is said of what does not go with that.
            if (isClear && rule is ExcludesRule excludes && map.Has(excludes.Key))
                check.CheckExcluded(excludes);
        }
        foreach (var rule in table.Rules)
        {
            if (rule is AtMostOneRule atMostOne)
                check.CheckAtMostOne(atMostOne);
        }
        foreach (var rule in table.Rules)
        {
            if (rule is NeedsRule needs)
                check.CheckNeeds(needs);
        }
    }

    private IEnumerable<ExcludesRule> Excluding => table.Rules.OfType<ExcludesRule>().Where(r => map.Has(r.Key));

    // Whether at most one of the keys is there.
    private bool CheckOneOf(OneOfRule rule)
    {
        var count = Count(rule.Keys);
        if (count == 1 || count == 0 && IsMisspelt(rule))
            return true;
        var what = $"{table.What} needs one of {Wording.And(rule.Keys)}";
        if (count == 0)
        {
            Say(DiagnosticCodes.MissingKey, at, rule.Lack, (what, "add one of them"), ("", ""));
            return true;
        }
        var given = rule.Keys.Where(map.Has).ToList();
        Say(DiagnosticCodes.ConflictingKeys, map.KeySpan(given[1]), rule.Conflict, (what, "keep one of them"), (given[1], given[0]));
        return false;
    }

    private int Count(ImmutableArray<string> keys)
    {
        var count = 0;
        foreach (var key in keys)
            count += map.Has(key) ? 1 : 0;
        return count;
    }

    // An unknown key may be meant for one of them, for sure where there is nothing else.
    private bool IsMisspelt(OneOfRule rule) => rule.Keys.Any(map.Means) || map.HasUnknown && !table.Rows.Any(r => map.Has(r.Name));

    private void CheckExcluded(ExcludesRule rule)
    {
        foreach (var key in rule.Others.Where(map.Has))
        {
            var what = $"\"{key}\" does not go with \"{rule.Key}\"";
            Say(DiagnosticCodes.ConflictingKeys, map.KeySpan(key), rule.Conflict, (what, RuleWords.RemoveIt), (key, rule.Key));
        }
    }

    private void CheckAtMostOne(AtMostOneRule rule)
    {
        if (Count(rule.Keys) < 2)
            return;
        var given = rule.Keys.Where(k => map.Has(k) && !Excluding.Any(e => e.Others.Contains(k))).ToList();
        foreach (var key in given.Skip(1))
        {
            var what = $"{table.What} has at most one of {Wording.And(rule.Keys)}";
            Say(DiagnosticCodes.ConflictingKeys, map.KeySpan(key), rule.Conflict, (what, "keep one of them"), (key, given[0]));
        }
    }

    private void CheckNeeds(NeedsRule rule)
    {
        if (!map.Has(rule.Key) || map.Has(rule.Other) || map.Means(rule.Other))
            return;
        var what = $"\"{rule.Key}\" needs \"{rule.Other}\" beside it";
        Say(DiagnosticCodes.MissingKey, map.KeySpan(rule.Key), rule.Lack, (what, $"add {table[rule.Other].Example}"), (rule.Key, ""));
    }

    private void Say(
        DiagnosticCode code,
        SourceSpan span,
        RuleWords? own,
        (string What, string Fix) general,
        (string Key, string First) keys
    )
    {
        var fix = own?.Fix ?? general.Fix;
        file.Say(
            code,
            span,
            Filled(own?.What ?? general.What),
            own?.Why,
            fix == RuleWords.RemoveIt ? map.Removing(keys.Key, fix) : Filled(fix)
        );

        string Filled(string words) =>
            words
                .Replace("%key", keys.Key, StringComparison.Ordinal)
                .Replace("%first", keys.First, StringComparison.Ordinal)
                .Replace("%name", name, StringComparison.Ordinal);
    }
}
