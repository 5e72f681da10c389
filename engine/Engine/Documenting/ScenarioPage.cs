using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Documenting;

/// <summary>A scenario as a Markdown page.</summary>
internal sealed class ScenarioPage
{
    private readonly StringBuilder page = new();

    private ScenarioPage() { }

    public static string Of(ScenarioTree tree)
    {
        var page = new ScenarioPage();
        var scenario = tree.Entry;
        page.AddHead(scenario);
        page.AddInputs(scenario);
        page.AddSteps("Steps", scenario.Steps, 1, tree);
        page.AddSteps("Finally", scenario.Finally, scenario.Steps.Length + 1, tree);
        page.Add("## Sequence");
        page.Add(AuthorText.Fence("mermaid", SequenceDiagram.Of(tree)));
        page.AddModules(tree);
        page.AddOutputs(scenario);
        return page.page.ToString().TrimEnd('\n') + "\n";
    }

    private void AddHead(Scenario scenario)
    {
        Add($"# {AuthorText.Line(scenario.Title)}");
        if (scenario.Description is { } description)
            Add(AuthorText.Paragraphs(description));
        if (!scenario.Tags.IsEmpty)
            Add($"Tags: {string.Join(", ", scenario.Tags.Select(AuthorText.Code))}");
        if (!scenario.Limits.IsEmpty)
            Add($"Limits of many runs: {string.Join(", ", scenario.Limits.Select(Written.Limit))}");
        if (scenario.Docs is { } docs)
            Add($"See {Link(docs)}.");
    }

    private static string Link(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? $"<{uri.AbsoluteUri.Replace(">", "%3E", StringComparison.Ordinal)}>"
            : AuthorText.Code(address);

    private void AddInputs(Scenario scenario)
    {
        if (scenario.Inputs.IsEmpty)
            return;
        Add("## Inputs");
        var rows = scenario.Inputs.Select(i =>
            AuthorText.Row(
                AuthorText.CodeCell(i.Name),
                i.Type.Name(),
                i.Required ? "yes" : "no",
                SecretRule.IsSecret(i) ? "yes" : "no",
                i.Obtain is { } obtain && i.Default is null
                    ? $"obtained from {AuthorText.CodeCell(obtain.Written)}"
                    : AuthorText.CodeCell(Written.Default(i)),
                AuthorText.Line(i.Description ?? "")
            )
        );
        Add(string.Join('\n', rows.Prepend(AuthorText.Head("name", "type", "required", "secret", "default", "description"))));
    }

    private void AddSteps(string heading, IReadOnlyList<Step> steps, int first, ScenarioTree tree)
    {
        if (steps.Count == 0)
            return;
        Add($"## {heading}");
        for (var i = 0; i < steps.Count; i++)
            AddStep(steps[i], first + i, tree);
    }

    private void AddStep(Step step, int number, ScenarioTree tree)
    {
        Add(string.Create(CultureInfo.InvariantCulture, $"### {number}. {AuthorText.Line(step.Title)}"));
        if (step.When is { } when)
            Add($"Only when {AuthorText.Code(when.Text)} is true.");
        if (Written.Items(step) is { } items)
            Add($"Once for each item of {AuthorText.Code(items)}.");
        if (step.Request is { } request)
            Add(AuthorText.Code(Written.Request(request)));
        if (step.Call is { } call)
            AddCall(call, tree);
        if (step.Retry?.Until is { } until)
            Add($"Asked again until {AuthorText.Code(until.Text)} is true.");
        AddKey(step, tree.Entry.Defaults);
        AddUnknown(step.OnUnknown);
        AddExpectations(step);
        if (!step.Extractions.IsEmpty)
            Add(string.Join('\n', step.Extractions.Select(Extracted).Prepend("Extracted:\n")));
        if (step.Undo is { } undo)
            Add($"Undone by {AuthorText.Code(Written.Request(undo))}.");
    }

    private void AddCall(CallTemplate call, ScenarioTree tree)
    {
        var called = $"calls {AuthorText.Code(call.File.Written)}";
        var inputs = tree.ByPath.GetValueOrDefault(call.File.FullPath)?.Inputs ?? [];
        var passed = call.With.Select(w =>
            $"- {AuthorText.Code(w.Name)}: {AuthorText.Code(Written.Passed(w.Value, inputs.FirstOrDefault(i => i.Name == w.Name)))}"
        );
        Add(call.With.IsEmpty ? called : string.Join('\n', passed.Prepend($"{called} with\n")));
    }

    private void AddKey(Step step, Defaults defaults)
    {
        if (step.Request is { } request && (step.SendsKey ?? defaults.SendsKey) && !MethodTable.IsSafe(request.Method))
            Add($"Sent with an {AuthorText.Code(IdempotencyKey.Header)}, the same for every attempt.");
    }

    private void AddUnknown(UnknownPolicy? unknown)
    {
        if (unknown is null)
            return;
        Add(
            unknown.Way switch
            {
                UnknownWay.Again => "When no answer comes it is sent again.",
                UnknownWay.Ask => "When no answer comes a person says what became of it.",
                UnknownWay.Fail => "When no answer comes it stays in doubt, and the run ends.",
                _ =>
                    $"When no answer comes {AuthorText.Code(Written.Request(unknown.Probe!.Request))} finds out whether it was carried out.",
            }
        );
    }

    private void AddExpectations(Step step)
    {
        var lines = new List<string>();
        if (step.Expect.Status is { } status)
            lines.Add($"- status {AuthorText.Line(status.Text)}");
        else if (step.Call is null)
            lines.Add("- status 2xx");
        lines.AddRange(step.Expect.Headers.Select(h => $"- header {AuthorText.Code(h.Name)}: {AuthorText.Code(Written.Of(h.Value))}"));
        if (step.Expect.Text is { } text)
            lines.Add($"- the text {AuthorText.Code(Written.Of(text))}");
        if (step.Expect.Within is { } within)
            lines.Add($"- an answer within {AuthorText.Line(within.Span.Text)}");
        lines.AddRange(step.Expect.That.Select(e => $"- {AuthorText.Code(e.Text)} is true"));
        if (step.Expect.Json is { } json)
            lines.Add("- a JSON body with\n\n" + Indented(AuthorText.Fence("yaml", Written.Of(json))));
        if (lines.Count > 0)
            Add(string.Join('\n', lines.Prepend("Expected:\n")));
    }

    private static string Extracted(Extraction extraction) =>
        $"- {AuthorText.Code(extraction.Name)}: {AuthorText.Code(extraction.Span.Text)}{(extraction.Secret == true ? " (secret)" : "")}{(extraction.Lasts is { } time ? $" (good for {time.Span.Text})" : "")}";

    private void AddModules(ScenarioTree tree)
    {
        var called = tree.Entry.AllSteps.Where(s => s.Call is not null).Select(s => (s.Call!.File, Use: $"called by \"{s.Title}\""));
        var obtained = tree.Entry.Inputs.Where(i => i.Obtain is not null).Select(i => (File: i.Obtain!, Use: $"gives \"{i.Name}\""));
        var rows = obtained
            .Concat(called)
            .Select(m =>
                AuthorText.Row(
                    AuthorText.CodeCell(m.File.Written),
                    AuthorText.Line(tree.ByPath.GetValueOrDefault(m.File.FullPath)?.Title ?? ""),
                    AuthorText.Line(m.Use)
                )
            )
            .ToList();
        if (rows.Count == 0)
            return;
        Add("## Modules");
        Add(string.Join('\n', rows.Prepend(AuthorText.Head("file", "title", "use"))));
    }

    private void AddOutputs(Scenario scenario)
    {
        if (scenario.Outputs.IsEmpty)
            return;
        Add("## Outputs");
        Add(string.Join('\n', scenario.Outputs.Select(Named)));
    }

    private static string Named(NamedTemplate named) => $"- {AuthorText.Code(named.Name)}: {AuthorText.Code(Written.Of(named.Value))}";

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(l => l.Length == 0 ? l : "  " + l));

    private void Add(string paragraph) => page.Append(paragraph).Append("\n\n");
}
