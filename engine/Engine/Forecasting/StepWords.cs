using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>What a step expects, and when it tries again, in words.</summary>
internal static class StepWords
{
    public static ImmutableArray<string> Expectations(Step step)
    {
        var expect = step.Expect;
        var words = ImmutableArray.CreateBuilder<string>();
        if (step.Call is null)
            words.Add($"status {expect.Status?.Text ?? "2xx"}");
        if (step.Request?.RedirectsUntil is { } until)
            words.Add($"redirects until {until.Text}");
        words.AddRange(expect.Headers.Select(h => $"header {h.Name} {TemplateText.Of(h.Value)}"));
        if (expect.Json is { } json)
            words.Add($"json {TemplateText.Of(json)}");
        if (expect.Text is { } text)
            words.Add($"text {TemplateText.Of(text)}");
        if (expect.Within is { } within)
            words.Add($"within {DurationText.Exact(within.Longest)}");
        words.AddRange(expect.That.Select(t => $"that {t.Text}"));
        return words.ToImmutable();
    }

    /// <summary>"up to 5 times, 1 s apart doubling to 30 s, until …"; null when nothing calls for another attempt.</summary>
    public static string? Retry(SettledRetry retry)
    {
        if (!retry.IsEver)
            return null;
        var parts = new List<string> { Bound(retry), Pause(retry) };
        if (retry.Until is { } until)
            parts.Add($"until {until.Text}");
        if (retry.Causes.IsAny)
            parts.Add($"on {Causes(retry.Causes)}");
        if (retry.FailWhen is { } fail)
            parts.Add($"giving up when {fail.Text}");
        return string.Join(", ", parts);
    }

    /// <summary>What settles the request when no answer comes; null when nothing is written.</summary>
    public static string? OnUnknown(Step step) =>
        step.OnUnknown?.Way switch
        {
            UnknownWay.Again => "sent again",
            UnknownWay.Ask => "a person is asked",
            UnknownWay.Fail => "the run ends",
            UnknownWay.Probe => "it is asked whether it happened",
            _ => null,
        };

    private static string Bound(SettledRetry retry) =>
        (retry.Attempts, retry.Deadline) switch
        {
            ({ } times, { } within) => $"up to {times} times within {DurationText.Exact(within)}",
            ({ } times, null) => $"up to {times} times",
            (null, var within) => $"for up to {DurationText.Exact(within ?? TimeSpan.Zero)}",
        };

    private static string Pause(SettledRetry retry)
    {
        var most = DurationText.Exact(retry.LongestPause);
        var growth =
            retry.Backoff == 1 ? ""
            : retry.Backoff == 2 ? $" doubling to {most}"
            : string.Create(CultureInfo.InvariantCulture, $" growing {retry.Backoff:0.##} times to {most}");
        return $"{retry.EveryComputed?.Text ?? DurationText.Exact(retry.Every)} apart{growth}";
    }

    private static string Causes(RetryCauses causes) =>
        Wording.Or([
            .. causes.Statuses?.Texts ?? [],
            .. causes.TimedOut ? ["timeout"] : Array.Empty<string>(),
            .. causes.NoConnection ? ["no connection"] : Array.Empty<string>(),
        ]);
}
