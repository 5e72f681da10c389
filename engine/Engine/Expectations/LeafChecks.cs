using System.Collections.Immutable;
using PingOneScenarios.Engine.Expectations.Predicates;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>A part of an answer and what is expected of it.</summary>
/// <param name="What">For people; <c>$</c> stands for the root of JSON.</param>
/// <param name="Expected">As written.</param>
/// <param name="Actual">Null when there is nothing.</param>
internal sealed record ExpectedPart(string What, ValueTemplate Expected, Value? Actual);

/// <summary>A comparison by structure as a list of what was looked at: one check for each value that is expected, the fitting ones too.</summary>
/// <param name="part">What was compared.</param>
/// <param name="mismatches">What came of it.</param>
/// <param name="mask">Hides known secrets in actual values.</param>
/// <param name="work">How long it may take.</param>
internal sealed class LeafChecks(ExpectedPart part, ImmutableArray<Mismatch> mismatches, SecretMask mask, WorkLimit work)
{
    /// <summary>Beside all mismatches, and masked.</summary>
    private const int StepsOfOne = 100;

    /// <param name="findings">Takes the checks.</param>
    /// <param name="expected">As rendered.</param>
    /// <param name="shown">The same with labelled values replaced by their names.</param>
    public void AddTo(Findings findings, Value expected, Value shown) => Walk(findings, (expected, shown, part.Actual), []);

    private void Walk(Findings findings, (Value Expected, Value Shown, Value? Actual) at, ImmutableArray<PathStep> path)
    {
        work.Spend(StepsOfOne);
        switch (at)
        {
            case (MapValue map, MapValue shown, MapValue or ViewValue)
                when map.Members.Length == shown.Members.Length && map.Members.Length > 0:
                for (var i = 0; i < map.Members.Length; i++)
                {
                    var (name, member) = map.Members[i];
                    var actual = at.Actual!.TryGetMember(name, out var found) ? found : null;
                    Walk(findings, (member, shown.Members[i].Value, actual), path.Add(PathStep.Member(name)));
                }
                break;
            case (ListValue list, ListValue shown, ListValue actual)
                when list.Items.Length == shown.Items.Length && list.Items.Length == actual.Items.Length && list.Items.Length > 0:
                for (var i = 0; i < list.Items.Length; i++)
                    Walk(findings, (list.Items[i], shown.Items[i], actual.Items[i]), path.Add(PathStep.Item(i)));
                break;
            default:
                findings.Add(CheckOf(at, path));
                break;
        }
    }

    private Check CheckOf((Value Expected, Value Shown, Value? Actual) at, ImmutableArray<PathStep> path)
    {
        var wrong = mismatches.FirstOrDefault(m => StartsWith(m.Path, path));
        var isLabelled = at.Expected is Predicate ? !ReferenceEquals(at.Expected, at.Shown) : !at.Expected.Equals(at.Shown);
        var expected =
            !isLabelled ? ShownText.Cut(mask.Apply(ShownText.Write(at.Shown)))
            : at.Expected is Predicate predicate ? $"{predicate.Name} {ShownText.WriteLabelled(at.Shown)}"
            : ShownText.WriteLabelled(at.Shown);
        // What fits a secret is that secret.
        var actual =
            wrong is not null && wrong.Path.Length == path.Length ? wrong.Actual
            : isLabelled && wrong is null ? expected
            : at.Actual is null ? "absent"
            : ShownText.Cut(ShownText.WriteLabelled(LabelledParts.Shown(at.Actual), mask));
        var what = part.What == "$" ? PathStep.Join(path) : part.What;
        return new Check(what, expected, actual, wrong is null, SpanFinder.Find(part.Expected, path));
    }

    private static bool StartsWith(ImmutableArray<PathStep> path, ImmutableArray<PathStep> beginning) =>
        path.Length >= beginning.Length && path.AsSpan()[..beginning.Length].SequenceEqual(beginning.AsSpan());
}
