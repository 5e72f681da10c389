using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.JUnit;

/// <summary>The test cases of one suite after the other until it is known which of them count: a step that was done again counts once.</summary>
/// <param name="stream">Empty; closed with the spool.</param>
internal sealed class CaseSpool(Stream stream) : IDisposable
{
    private readonly Spool spool = new(stream);
    private readonly StringWriter written = new() { NewLine = "\n" };
    private readonly List<StepMark> marks = [];
    private readonly List<(int Length, Outcome Outcome)> cases = [];

    public void Add(RunStarted run, StepLog step, IReadOnlyList<EarlierFailure> earlier)
    {
        JUnitCase.Write(written, run, step, earlier);
        marks.Add(StepMark.Of(step));
        cases.Add((written.GetStringBuilder().Length, step.Step.Outcome));
        spool.Text.Write(written.GetStringBuilder());
        written.GetStringBuilder().Clear();
    }

    /// <summary>The cases that count, in numbers, and how to write them.</summary>
    public (SuiteCount Count, Action<TextWriter> CopyTo) End()
    {
        var isAgain = DoneAgain.Of(marks);
        var count = default(SuiteCount);
        for (var i = 0; i < cases.Count; i++)
            count = isAgain[i] ? count : count.With(cases[i].Outcome);
        return (count, to => spool.CopyTo(to, cases.Select((c, i) => (c.Length, !isAgain[i]))));
    }

    /// <summary>Makes room for the next suite.</summary>
    public void Clear()
    {
        spool.Clear();
        marks.Clear();
        cases.Clear();
    }

    public void Dispose()
    {
        spool.Dispose();
        written.Dispose();
    }
}
