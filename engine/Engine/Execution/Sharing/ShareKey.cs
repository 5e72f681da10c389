using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Sharing;

/// <summary>Whether a scenario may be run by one for all, and what must be the same for those who share it.</summary>
internal static class ShareKey
{
    /// <summary>Whether it makes nothing that is taken back, does nothing at its end, and is not about the run that runs it.</summary>
    public static bool IsShareable(Plan plan) =>
        plan.All.All(p =>
            p.Finally.IsEmpty
            && p.Steps.All(s => s.Undo is null)
            && !ExpressionsOf(p).Any(e => e.Uses.Any(u => u.Name == "run"))
            && !p.Inputs.Any(i => i.Provider is DefaultInput computed && computed.Value.Templates.Any(IsDrawn))
        );

    /// <summary>The sum of all that its runs have in common: files, inputs, environment, and what they were granted.</summary>
    public static string Of(SharedRuns shared, Plan plan, GrantedPlan granted, string? environment)
    {
        using var sum = shared.NewSum();
        Add(sum, environment ?? "", plan.EnvironmentName);
        foreach (var included in plan.All)
        {
            Add(sum, included.Scenario.FullPath, included.Scenario.Source.Digest());
            foreach (var file in included.Steps.SelectMany(s => s.Requests).SelectMany(r => r.Body?.Files ?? []))
                sum.AppendData(file.Content.Span);
            foreach (var input in included.Inputs)
                Add(sum, input);
        }
        Add(sum, granted);
        return Convert.ToHexString(sum.GetHashAndReset());
    }

    private static IEnumerable<Expression> ExpressionsOf(Plan plan) =>
        plan
            .Steps.SelectMany(s => (s.Step with { Request = s.Request }).Expressions)
            .SelectMany(e => e.All)
            .Concat(
                plan.Scenario.Vars.Concat(plan.Scenario.Outputs)
                    .SelectMany(v => v.Value.Templates)
                    .Concat(plan.Inputs.SelectMany(i => i.Provider is DefaultInput computed ? computed.Value.Templates : []))
                    .SelectMany(t => t.Expressions)
            );

    // Another run would draw another value.
    private static bool IsDrawn(Template template) => template.Expressions.Any(e => e.DrawsOnWorld);

    private static void Add(IncrementalHash sum, PlannedInput input)
    {
        Add(sum, input.Input.Name, input.Provider.GetType().Name);
        if (input.Provider is GivenInput given)
            Add(sum, given.IsSecret ? "secret" : "", ValueJson.WriteJson(given.Value), given.To is { } to ? string.Join(' ', to) : "usual");
    }

    private static void Add(IncrementalHash sum, GrantedPlan granted)
    {
        var grants = granted.Grants;
        Add(sum, string.Join(' ', grants.Origins), string.Join(' ', grants.PrivateHosts), string.Join(' ', granted.SecretOrigins));
        Add(sum, grants.Tls?.Id ?? "", grants.Http.ToString(), grants.Proxies.Id);
    }

    private static void Add(IncrementalHash sum, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            sum.AppendData(BitConverter.GetBytes(bytes.Length));
            sum.AppendData(bytes);
        }
    }
}
