using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Curl;

/// <summary>
/// A shell script of the requests as they were sent. Ids and tokens are taken out of the new answers, secrets are variables. What has to be
/// given stands on top and is known last, so the requests wait in a spool.
/// </summary>
internal sealed class CurlReport(ReportSink sink) : StepwiseReport, IDisposable
{
    private readonly Spool requests = new(sink.OpenSpool());
    private readonly Script script = new();

    protected override void Close()
    {
        sink.Text.Write(ScriptHead.Of(sink.Tool, script));
        requests.CopyTo(sink.Text);
        sink.Text.Flush();
        Dispose();
    }

    public void Dispose() => requests.Dispose();

    protected override void Begin(RunStarted started)
    {
        script.Begin(started);
        Write("");
        var details = RunNames.Details(started.Slot);
        Comment(
            $"{started.Title}, {started.Path}, environment {started.Environment}, run {started.RunId}{(details.Length == 0 ? "" : $", {details}")}"
        );
        Write("run_id=$(printf '%04x%04x' \"${RANDOM}\" \"${RANDOM}\")");
        Write("rm -f \"${jar}\"");
    }

    protected override void Add(StepLog step)
    {
        if (step.Exchanges.IsEmpty)
            return;
        Write("");
        var span = step.Step.Span;
        Comment(StepNames.Of(step.Step.Step) + (span is null ? "" : $", {span.Value.Path}:{span.Value.Line}"));
        for (var i = 0; i < step.Exchanges.Length; i++)
        {
            var exchange = step.Exchanges[i];
            var isLast = i == step.Exchanges.Length - 1 || step.Exchanges[i + 1].Attempt != exchange.Attempt;
            var retry = isLast ? step.Retries.FirstOrDefault(r => r.Attempt == exchange.Attempt) : null;
            foreach (var line in new ScriptRequest(script, step.Step, exchange).Lines(isJudged: retry is null))
                Write(line);
            if (retry is not null)
                Write(string.Create(CultureInfo.InvariantCulture, $"sleep {Math.Clamp(retry.Pause.TotalSeconds, 0, 3600):0.###}"));
        }
        Take(step);
    }

    protected override void Resume(RunResumed resumed) => Comment("the run was " + ResumeText.Of(resumed));

    protected override void Settle(DoubtSettled settled) => Comment(ResumeText.Of(settled));

    protected override void End(RunFinished finished)
    {
        if (finished.Summary.IsFlaky)
            Comment("flaky: it passed only when it was begun anew");
        foreach (var doubt in finished.Summary.Doubts)
            Comment($"may have been made by the run: {DoubtText.Of(doubt)}");
        foreach (var request in finished.Summary.LeftBehind)
            Comment($"left behind by the run, this removes it: {request}");
    }

    protected override void EndUncounted(RunFinished finished)
    {
        End(finished);
        Comment("this attempt does not count, the scenario was begun anew");
    }

    protected override void AddNotStarted(RunNotStarted run)
    {
        Write("");
        Comment($"{RunNames.Of(run)} could not begin: {(run.Problems.IsEmpty ? "" : run.Problems[0].What)}");
    }

    // Each extraction that a later request may hold.
    private void Take(StepLog step)
    {
        var answer = step.Exchanges.LastOrDefault(e => e.Status is not null);
        if (answer is null)
            return;
        foreach (var value in step.Step.Extracted)
        {
            var isNamed = value.IsSecret && Script.LabelOf(value.Text) == value.Name;
            if (value.IsSecret ? !isNamed : value.Text.Length < KnownValues.ShortestValue || value.Text.Text[0] is '{' or '[')
                continue;
            if (Taking.Find(value, answer) is not { } taking)
            {
                Comment(
                    $"{value.Name} was taken by {value.From}, which this script cannot; it {(isNamed ? "has to be given" : "stays as it was")}"
                );
                continue;
            }
            script.Functions.Add(taking.Function);
            var argument = taking.Argument.Length == 0 ? "" : " " + ShellWord.Quote(taking.Argument);
            Write($"{script.Take(value)}=$({taking.Function}{argument})");
        }
    }

    private void Comment(string text) => Write("# " + PlainText.Line(text));

    private void Write(string line) => requests.Text.Write(line + "\n");
}
