using System.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Execution.Tracing;

/// <summary>What happens to a run at one moment, as an event of its span.</summary>
internal static class RunMoments
{
    public static ActivityEvent Of(RunResumed resumed, Func<string, string> mask) =>
        new(
            "p1s.run.resumed",
            resumed.At,
            new ActivityTagsCollection
            {
                { "p1s.run.stopped_for", Math.Max(0, (resumed.At - resumed.StoppedAt).TotalSeconds) },
                { "p1s.run.stopped_why", mask(resumed.Why) },
                { "p1s.step.title", resumed.Step is { } step ? mask(step.Title) : null },
            }
        );

    public static ActivityEvent Of(DoubtSettled settled, Func<string, string> mask) =>
        new(
            "p1s.request.settled",
            settled.At,
            new ActivityTagsCollection
            {
                { "p1s.step.title", mask(settled.Step.Title) },
                { "http.request.method", mask(settled.Request.Method) },
                { "url.full", mask(settled.Request.Address) },
                { "p1s.request.end", EndOf(settled.End) },
                { "p1s.request.settled_by", mask(settled.By) },
            }
        );

    private static string EndOf(DoubtEnd end) =>
        end switch
        {
            DoubtEnd.Happened => "happened",
            DoubtEnd.DidNotHappen => "did_not_happen",
            _ => "sent_again",
        };
}
