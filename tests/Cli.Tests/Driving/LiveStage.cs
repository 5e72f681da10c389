using Microsoft.Extensions.Time.Testing;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests.Driving;

/// <summary>A display on a terminal of a given width, told of events by hand and driven by a clock that stands still.</summary>
internal sealed class LiveStage : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly FakeTimeProvider clock = new();
    private readonly RunDisplay display;
    private int read;

    public LiveStage(int width, int scenarios = 1, params (string Name, string Value)[] variables)
    {
        var known = variables.Prepend(("TERM", "xterm")).Append(("LANG", "C.UTF-8")).ToLookup(v => v.Item1, v => v.Item2);
        Screen = new Drawn(width);
        var terminal = Terminal.Over(
            output,
            TextWriter.Null,
            name => known[name].FirstOrDefault() is { Length: > 0 } value ? value : null,
            () => (Screen.Width, Height)
        );
        display = new RunDisplay(terminal, new DisplayWishes(false, false, IsEmulator: true, scenarios), clock);
    }

    public Drawn Screen { get; }

    public int Height { get; set; } = 40;

    /// <summary>All that was sent to the terminal.</summary>
    public string Sent => output.ToString();

    /// <summary>What a person sees now.</summary>
    public string Seen
    {
        get
        {
            var sent = Sent;
            Screen.Write(sent[read..]);
            read = sent.Length;
            return Screen.Text;
        }
    }

    public void Pass(double seconds) => clock.Advance(TimeSpan.FromSeconds(seconds));

    public void Begin(string title = "Create a population", string path = "scenarios/population.yaml") =>
        display.Observe(Masked.Started(title, path, "1f2e3d4c", "emulator", 3));

    public void Hear(RunEvent happened) => display.Observe(happened);

    public void Start(ShownPlace place, string? method = "GET", string target = "<<apiPath>>/environments/<<envID>>/users/<<userID>>") =>
        display.Observe(new StepStarted(place, method is null ? null : Masked.Text(method), Masked.Text(target)));

    public void Again(ShownPlace place, int attempt, double pause, string reason = "the status is 503") =>
        display.Observe(
            new RetryScheduled(place, attempt, 503, Masked.Text(reason), TimeSpan.FromSeconds(pause))
            {
                Duration = TimeSpan.FromMilliseconds(20),
            }
        );

    public void End(ShownPlace place, Outcome outcome = Outcome.Passed, params string[] extracted) =>
        display.Observe(
            new StepFinished
            {
                Step = place,
                Outcome = outcome,
                Duration = TimeSpan.FromMilliseconds(120),
                Method = Masked.Text("GET"),
                Target = Masked.Text(
                    "/v1/environments/6b9d3f57-3a3e-4a43-8e2f-0c2f9d1f6a11/users/0f8fad5b-d9cb-469f-a165-70867728950e?expand=population"
                ),
                Status = outcome == Outcome.Broken ? null : 200,
                Attempts = 1,
                Extracted = [.. extracted.Select(name => Masked.Extracted(name, "value", "$." + name, false))],
            }
        );

    public void End(Outcome outcome = Outcome.Passed, double seconds = 0.4) =>
        display.Observe(
            new RunFinished(
                new RunSummary
                {
                    Outcome = outcome,
                    Passed = outcome == Outcome.Passed ? 3 : 1,
                    Failed = outcome == Outcome.Failed ? 1 : 0,
                    Broken = outcome == Outcome.Broken ? 1 : 0,
                    Skipped = outcome == Outcome.Passed ? 0 : 1,
                    Duration = TimeSpan.FromSeconds(seconds),
                }
            )
        );

    public void Finish() => display.Finish();

    /// <summary>Holds what is seen now to a file in tests/golden/live.</summary>
    public void Check(string file) => Golden.Check($"live/{file}.txt", Seen);

    public void Dispose() => display.Dispose();

    /// <summary>A step of three.</summary>
    public static ShownPlace Step(int number, string title = "Read the user", int depth = 0) =>
        Masked.Place(Phase.Steps, number, 3, depth, $"step{number}", title);
}
