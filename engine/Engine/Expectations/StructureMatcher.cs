using System.Collections.Immutable;
using PingOneScenarios.Engine.Expectations.Predicates;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>
/// Compares by structure: the members that are expected must match, further ones are free; lists match item by item, in full; nothing
/// is converted. A predicate may stand anywhere.
/// </summary>
internal static class StructureMatcher
{
    // Up to here a search is faster than the index a larger map makes for itself.
    private const int FewMembers = 32;

    /// <summary>All mismatches in the order of what is expected, at most <see cref="Judgement.MostMismatches"/>; empty when it matches.</summary>
    /// <param name="expected">As rendered.</param>
    /// <param name="shown">The same tree with labelled values replaced by their names.</param>
    /// <param name="actual">Null when there is nothing, which is not JSON null.</param>
    /// <param name="mask">Hides known secrets in what is shown of the actual value.</param>
    /// <param name="work">How long it may take; null for without end.</param>
    public static ImmutableArray<Mismatch> Match(
        Value expected,
        Value shown,
        Value? actual,
        SecretMask? mask = null,
        WorkLimit? work = null
    )
    {
        var judgement = new Judgement(mask, work);
        Judge(expected, shown, actual, judgement);
        return judgement.Found;
    }

    internal static void Judge(Value expected, Value shown, Value? actual, Judgement judgement)
    {
        judgement.Work?.Spend(1);
        switch (expected)
        {
            case Predicate predicate when ReferenceEquals(predicate, shown):
                predicate.Judge(actual, judgement);
                break;
            case Predicate predicate:
                judgement.JudgeLabelled(predicate, $"{predicate.Name} {ShownText.WriteLabelled(shown)}", actual);
                break;
            case MapValue map when shown is MapValue visible && visible.Members.Length == map.Members.Length:
                JudgeMap(map, visible, actual, judgement);
                break;
            case ListValue list when shown is ListValue visible && visible.Items.Length == list.Items.Length:
                JudgeList(list, visible, actual, judgement);
                break;
            case MapValue or ListValue:
                judgement.JudgeLabelled(expected, ShownText.WriteLabelled(shown), actual);
                break;
            default:
                JudgeScalar(expected, shown, actual, judgement);
                break;
        }
    }

    private static void JudgeScalar(Value expected, Value shown, Value? actual, Judgement judgement)
    {
        if (actual is not null && expected.Equals(actual) || !judgement.Fails())
            return;
        if (expected.Equals(shown))
            judgement.Add(ShownText.Write(shown), actual, Difference.Explain(expected, actual, judgement));
        else
            judgement.Add(ShownText.WriteLabelled(shown), actual, Difference.ExplainKinds(expected, actual));
    }

    private static void JudgeMap(MapValue expected, MapValue shown, Value? actual, Judgement judgement)
    {
        if (actual is not (MapValue or ViewValue))
        {
            RefuseKind(expected, shown, actual, judgement);
            return;
        }
        var next = 0;
        for (var i = 0; i < expected.Members.Length && !judgement.IsDone; i++)
        {
            var (name, member) = expected.Members[i];
            var before = judgement.Count;
            judgement.Enter(name);
            var theirs = Member(actual, name, ref next);
            Judge(member, shown.Members[i].Value, theirs, judgement);
            judgement.Leave();
            if (theirs is null && judgement.Count > before && actual.Own.IsEmpty)
                judgement.Explain(before, Difference.NearName(name, expected, actual));
        }
    }

    // Members mostly come in the order they are expected in, so the search goes on behind the last one that was found.
    private static Value? Member(Value actual, string name, ref int next)
    {
        if (actual is not MapValue { Members: { Length: <= FewMembers } members })
            return actual.TryGetMember(name, out var found) ? found : null;
        for (var tried = 0; tried < members.Length; tried++)
        {
            var at = next < members.Length ? next : 0;
            next = at + 1;
            if (members[at].Key == name)
                return members[at].Value;
        }
        return null;
    }

    private static void JudgeList(ListValue expected, ListValue shown, Value? actual, Judgement judgement)
    {
        if (actual is not ListValue list)
            RefuseKind(expected, shown, actual, judgement);
        else if (list.Items.Length != expected.Items.Length)
            RefuseLength(expected, list, judgement);
        else
        {
            for (var i = 0; i < expected.Items.Length && !judgement.IsDone; i++)
            {
                judgement.Enter(i);
                Judge(expected.Items[i], shown.Items[i], list.Items[i], judgement);
                judgement.Leave();
            }
        }
    }

    private static void RefuseKind(Value expected, Value shown, Value? actual, Judgement judgement)
    {
        if (judgement.Fails())
            judgement.Add(ShownText.Write(shown), actual, Difference.ExplainKinds(expected, actual));
    }

    // One mismatch, not one an item: after an item too many, every later one would be off by one.
    private static void RefuseLength(ListValue expected, ListValue actual, Judgement judgement)
    {
        if (!judgement.Fails())
            return;
        var common = Math.Min(expected.Items.Length, actual.Items.Length);
        var same = 0;
        while (same < common && judgement.Accepts(expected.Items[same], actual.Items[same]))
            same++;
        var why =
            !expected.Labels.IsEmpty || !actual.Labels.IsEmpty ? null
            : same < common ? $"the first item that does not match is [{same}]"
            : same > 0 ? $"the first {ShownText.Count(same, "item")} matched"
            : null;
        var shown = $"a list of {ShownText.Count(actual.Items.Length, "item")}: {judgement.Write(actual)}";
        judgement.Add($"a list of {ShownText.Count(expected.Items.Length, "item")}", shown, why);
    }
}
