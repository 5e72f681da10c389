using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>
/// One judgement under way: where it is, and the mismatches so far. While it probes it only learns whether something fits, makes no
/// text, and is done at the first thing that does not.
/// </summary>
/// <param name="mask">Applied to whole texts before they are cut, so that no half of a secret escapes it; null for none.</param>
/// <param name="work">How long it may take; null for without end.</param>
internal sealed class Judgement(SecretMask? mask, WorkLimit? work = null)
{
    /// <summary>Further mismatches are not collected.</summary>
    public const int MostMismatches = 100;

    private PathStep[] path = new PathStep[8];
    private int depth;
    private ImmutableArray<Mismatch>.Builder? found;
    private bool isProbing;
    private bool hasFailed;

    /// <summary>How long it may take; null for without end.</summary>
    public WorkLimit? Work => work;

    // How far the path may be told: below a labelled value it would name parts of it.
    private int told = int.MaxValue;

    /// <summary>What stands for everything expected below a labelled value; null outside of one.</summary>
    public string? Label { get; private set; }

    /// <summary>Some test could not be finished; it counts as failed, and its opposite must not count as passed.</summary>
    public bool IsUndecided { get; set; }

    public bool IsDone => isProbing ? hasFailed : Count >= MostMismatches;

    public int Count => found?.Count ?? 0;

    public ImmutableArray<Mismatch> Found => found?.ToImmutable() ?? [];

    public void Enter(string name) => Enter(PathStep.Member(name));

    public void Enter(int index) => Enter(PathStep.Item(index));

    public void Leave() => depth--;

    /// <summary>Judges something that is labelled as a whole: nothing of it may be shown.</summary>
    public void JudgeLabelled(Value expected, string label, Value? actual)
    {
        var (outer, reach) = (Label, told);
        (Label, told) = (Label ?? label, Math.Min(told, depth));
        StructureMatcher.Judge(expected, expected, actual, this);
        (Label, told) = (outer, reach);
    }

    /// <summary>Whether the value would match; collects nothing.</summary>
    public bool Accepts(Value expected, Value? actual)
    {
        var (wasProbing, hadFailed) = (isProbing, hasFailed);
        (isProbing, hasFailed) = (true, false);
        StructureMatcher.Judge(expected, expected, actual, this);
        var accepted = !hasFailed;
        (isProbing, hasFailed) = (wasProbing, hadFailed);
        return accepted;
    }

    /// <summary>Notes a failure; true when it wants to be described by <see cref="Add(string, Value?, string?)"/>.</summary>
    public bool Fails()
    {
        hasFailed = true;
        return !isProbing && Count < MostMismatches;
    }

    /// <param name="expected">In full; ignored inside a labelled value.</param>
    /// <param name="actual">Null for what is absent.</param>
    /// <param name="why">Dropped inside a labelled value, it may tell of it.</param>
    public void Add(string expected, Value? actual, string? why) =>
        AddMasked(expected, actual is null ? "absent" : ShownText.Cut(Write(actual)), actual is null || actual.Labels.IsEmpty ? why : null);

    /// <inheritdoc cref="Add(string, Value?, string?)"/>
    public void Add(string expected, string actual, string? why) => AddMasked(expected, Short(actual), why);

    /// <summary>Adds a reason to the mismatches from a number on that have none.</summary>
    public void Explain(int from, string? why)
    {
        for (var i = from; why is not null && Label is null && i < Count; i++)
        {
            if (found![i].Why is null)
                found[i] = found[i] with { Why = why };
        }
    }

    /// <summary>An actual value in full, without any known secret.</summary>
    public string Write(Value actual) => ShownText.WriteLabelled(LabelledParts.Shown(actual), mask);

    /// <summary>Without any known secret.</summary>
    public string Masked(string text) => mask is null ? text : mask.Apply(text);

    private void AddMasked(string expected, string actual, string? why)
    {
        found ??= ImmutableArray.CreateBuilder<Mismatch>();
        found.Add(new Mismatch([.. path.AsSpan(0, Math.Min(depth, told))], Label ?? Short(expected), actual, Label is null ? why : null));
    }

    private string Short(string text) => ShownText.Cut(Masked(text));

    private void Enter(PathStep step)
    {
        if (depth == path.Length)
            Array.Resize(ref path, depth * 2);
        path[depth++] = step;
    }
}
