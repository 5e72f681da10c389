using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.JUnit;

/// <summary>A step as a test case.</summary>
internal static class JUnitCase
{
    /// <summary>Of an answer, in characters.</summary>
    private const int LongestAnswer = 2000;

    /// <param name="text">Takes it.</param>
    /// <param name="run">The run it belongs to.</param>
    /// <param name="step">What was told of it.</param>
    /// <param name="earlier">What went wrong with the same step in attempts that do not count.</param>
    public static void Write(TextWriter text, RunStarted run, StepLog step, IReadOnlyList<EarlierFailure> earlier)
    {
        var finished = step.Step;
        string file = finished.Span?.Path ?? run.Path;
        WriteHead(text, file, StepNames.Of(finished.Step) + RunNames.Suffix(run), finished.Duration);
        if (finished.Span is { } span)
            text.Write(string.Create(CultureInfo.InvariantCulture, $" file=\"{JUnitText.Attribute(Slashed(file))}\" line=\"{span.Line}\""));
        var inside = Verdict(finished) + string.Concat(earlier.Select(e => e.Element(finished.Outcome))) + Notes(step);
        text.Write(inside.Length == 0 ? "/>\n" : $">\n{inside}    </testcase>\n");
    }

    /// <summary>What is wrong with a run as a whole, as a test case.</summary>
    public static void WriteProblems(TextWriter text, string file, string name, ImmutableArray<MaskedDiagnostic> problems)
    {
        WriteHead(text, file, name, TimeSpan.Zero);
        text.Write($" file=\"{JUnitText.Attribute(Slashed(file))}\">\n{Trouble("error", problems, "")}    </testcase>\n");
    }

    private static void WriteHead(TextWriter text, string file, string name, TimeSpan duration) =>
        text.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"    <testcase classname=\"{JUnitText.Attribute(ClassOf(file))}\" name=\"{JUnitText.Attribute(name)}\" time=\"{duration.TotalSeconds:0.000}\""
            )
        );

    /// <summary>A limit of a load as a case.</summary>
    public static void WriteLimit(TextWriter text, JudgedLimit limit)
    {
        var name = $"{LoadWords.NameOf(limit)} {LoadWords.Bound(limit)}";
        text.Write($"    <testcase name=\"{JUnitText.Attribute(name)}\" classname=\"load.limits\" time=\"0.000\"");
        text.Write(
            limit.IsMissed
                ? $">\n      <failure type=\"{DiagnosticCodes.LimitMissed.Id}\" message=\"{JUnitText.Attribute($"{LoadWords.NameOf(limit)} was {LoadWords.Measured(limit)}")}\"/>\n    </testcase>\n"
                : $">\n      <system-out>{JUnitText.Content($"measured {LoadWords.Measured(limit)}")}</system-out>\n    </testcase>\n"
        );
    }

    // Readers split a class name at its dots, to group what lies in one folder.
    private static string ClassOf(string file)
    {
        var path = Slashed(file);
        var dot = path.LastIndexOf('.');
        return (dot > path.LastIndexOf('/') ? path[..dot] : path).Trim('/', '.').Replace('.', '_').Replace('/', '.');
    }

    private static string Slashed(string path) => path.Replace('\\', '/');

    private static string Verdict(StepFinished step) =>
        step.Outcome switch
        {
            Outcome.Passed => "",
            Outcome.Skipped => $"      <skipped message=\"{JUnitText.Attribute(step.Note ?? "")}\"/>\n",
            Outcome.Cancelled when step.Problems.IsEmpty => "      <error type=\"cancelled\" message=\"the run was ended\"/>\n",
            Outcome.Failed => Trouble("failure", step.Problems, Answer(step)),
            _ => Trouble("error", step.Problems, Answer(step)),
        };

    // A step that calls a scenario is wrong because of a step in it, which has a test case of its own.
    private static string Trouble(string element, ImmutableArray<MaskedDiagnostic> problems, string more)
    {
        var (type, message) = problems.IsEmpty ? ("p1s", "what it calls did not pass") : (problems[0].Code.Id, problems[0].What);
        var text = string.Join("\n\n", problems.Select(p => DiagnosticText.Render(p))) + more;
        return $"      <{element} type=\"{JUnitText.Attribute(type)}\" message=\"{JUnitText.Attribute(message)}\">{JUnitText.Content(text)}</{element}>\n";
    }

    /// <summary>What the server answered, behind what is wrong with it; empty when nothing came.</summary>
    public static string Answer(StepFinished step)
    {
        if (step.Exchange is not { Status: not null } exchange)
            return "";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n\n{exchange.Method} {exchange.Address}\n{exchange.Status} {exchange.Reason}\n");
        foreach (var header in exchange.AnswerHeaders)
            text.Append(CultureInfo.InvariantCulture, $"{header.Name}: {header.Text}\n");
        if (exchange.AnswerDigest is { } digest)
            text.Append('\n').Append(DigestText.Of(digest));
        string body = exchange.AnswerBody;
        if (body.Length > 0)
            text.Append('\n').Append(body.AsSpan(0, Math.Min(body.Length, LongestAnswer)));
        if (body.Length > LongestAnswer)
            text.Append(CultureInfo.InvariantCulture, $"\n… {body.Length - LongestAnswer:N0} more characters");
        return text.ToString();
    }

    private static string Notes(StepLog step)
    {
        string[] notes =
        [
            .. step.Resumptions.Select(r => "the run was " + ResumeText.Of(r)),
            .. step.Settled.Select(ResumeText.Of),
            .. StepNames.Retries(step),
        ];
        return notes.Length == 0 ? "" : $"      <system-out>{JUnitText.Content(string.Join('\n', notes))}</system-out>\n";
    }
}
