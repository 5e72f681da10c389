using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Execution.Pausing;
using PingOneScenarios.Engine.Forecasting;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine;

/// <summary>
/// A run that is under way, its files read once more: from the step that is to be tried again on they may differ, in what they ask for they may not.
/// </summary>
/// <param name="scenario">As it was loaded.</param>
/// <param name="settings">What the operator gives, which stays.</param>
internal sealed class EditedRun(LoadedScenario scenario, RunSettings settings) : IPlanSource
{
    public async Task<EditedPlan> ReadAsync(Plan current, StepPlace place, CancellationToken ct)
    {
        if (scenario.IsPiped)
            return EditedPlan.Unchanged;
        var edited = await scenario.ReloadAsync(ct);
        var problems = new DiagnosticBag();
        var bound = await RunBinding.MakeAsync(edited, settings, mayAsk: true, problems, ct);
        if (problems.All.FirstOrDefault(p => p.Severity == Severity.Error) is { } wrong)
            return new EditedPlan(null, wrong);
        if (bound is not { Plan: { } granted, Gifts: { } gifts } || IsSame(current, granted.Plan))
            return EditedPlan.Unchanged;
        var difference = EditedPlanCheck.Difference(current, granted.Plan, place) ?? NewTrust(current, granted, gifts, ct);
        return difference is null ? new EditedPlan(granted.Plan, null) : new EditedPlan(null, difference);
    }

    private static bool IsSame(Plan current, Plan edited)
    {
        var texts = current.Sources.ToDictionary(s => s.Path, s => s.Text, StringComparer.Ordinal);
        var now = edited.Sources.ToList();
        return now.Count == texts.Count && now.All(s => texts.GetValueOrDefault(s.Path) == s.Text);
    }

    // What was granted when the run began was granted for what it asked for then.
    private static Diagnostic? NewTrust(Plan current, GrantedPlan granted, OperatorGifts gifts, CancellationToken ct)
    {
        var (before, after) = (Asked(granted with { Plan = current }, gifts, ct), Asked(granted, gifts, ct));
        var other = after.Except(before).Select(a => $"now it {a}").Concat(before.Except(after).Select(b => $"no longer it {b}")).ToList();
        return other.Count == 0
            ? null
            : new Diagnostic(
                DiagnosticCodes.EditedBehind,
                granted.Plan.Scenario.Source.Beginning,
                "the edited file asks for something else than the run began with",
                string.Join("\n", other),
                "quit and run it again, so that it is looked at as a whole"
            );
    }

    private static ImmutableSortedSet<string> Asked(GrantedPlan plan, OperatorGifts gifts, CancellationToken ct)
    {
        var forecast = Forecaster.Make(plan, gifts, false, new DiagnosticBag(), ct).Item1;
        return
        [
            .. forecast.Origins.Where(o => o.Requests > 0).Select(o => $"contacts {o.Origin}"),
            .. forecast.Secrets.SelectMany(s =>
                s.Uses.GroupBy(u => u.Origin)
                    .Select(g => $"sends the secret {s.Name} to {g.Key} in {(g.Count() == 1 ? "1 step" : $"{g.Count()} steps")}")
            ),
        ];
    }
}
