using System.Text;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary><c>is.unordered […]</c>: a list of the same length whose items can be paired off with those expected.</summary>
internal sealed class UnorderedPredicate : Predicate
{
    /// <summary>Pairing takes up to the third power of it.</summary>
    public const int MostItems = 1000;

    private readonly ListValue items;

    /// <exception cref="FunctionException">There are more items than <see cref="MostItems"/>.</exception>
    public UnorderedPredicate(ListValue items)
        : base("is.unordered", [items]) =>
        this.items =
            items.Items.Length > MostItems
                ? throw new FunctionException($"at most {MostItems} items can be compared without order", 0)
                : items;

    public override string Phrase => $"a list of, in any order, {ShownText.Write(items)}";

    public override void Judge(Value? actual, Judgement judgement)
    {
        if (actual is not ListValue list)
        {
            Refuse(actual, judgement);
            return;
        }
        var count = items.Items.Length;
        if (list.Items.Length != count)
        {
            if (judgement.Fails())
                judgement.Add(
                    $"a list of {ShownText.Count(count, "item")}, in any order ({Name})",
                    $"a list of {ShownText.Count(list.Items.Length, "item")}: {judgement.Write(list)}",
                    null
                );
            return;
        }
        var partners = Pairing.Find(count, (mine, theirs) => judgement.Accepts(items.Items[mine], list.Items[theirs]), judgement.Work);
        var alone = Pairing.Alone(partners);
        if (alone.Expected.Count == 1)
            JudgePair(alone.Expected[0], alone.Actual[0], list, judgement);
        else
            RefuseAll(alone.Expected, alone.Actual, list, judgement);
    }

    // With one item left on each side, what is wrong is inside that pair.
    private void JudgePair(int mine, int theirs, ListValue list, Judgement judgement)
    {
        var before = judgement.Count;
        judgement.Enter(theirs);
        StructureMatcher.Judge(items.Items[mine], items.Items[mine], list.Items[theirs], judgement);
        judgement.Leave();
        judgement.Explain(before, "is.unordered: every other item has its partner");
    }

    private void RefuseAll(List<int> expected, List<int> actual, ListValue list, Judgement judgement)
    {
        if (expected.Count == 0 || !judgement.Fails())
            return;
        var (missing, instead) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < expected.Count; i++)
        {
            var separator = i == 0 ? "" : ", ";
            missing.Append(separator).Append(PhraseOf(items.Items[expected[i]]));
            instead.Append(separator).Append(PathStep.Item(actual[i])).Append(' ').Append(judgement.Write(list.Items[actual[i]]));
        }
        var why = $"{expected.Count} of {ShownText.Count(list.Items.Length, "item")} have no partner";
        judgement.Add($"also {missing} ({Name})", instead.ToString(), why);
    }
}
