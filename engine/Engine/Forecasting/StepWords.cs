using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Scenarios;

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
        words.AddRange(expect.Headers.Select(h => $"header {h.Name} {TemplateText.Of(h.Value)}"));
        if (expect.Json is { } json)
            words.Add($"json {TemplateText.Of(json)}");
        if (expect.Text is { } text)
            words.Add($"text {TemplateText.Of(text)}");
        if (expect.Within is { } within)
            words.Add($"within {Show(within.Longest)}");
        words.AddRange(expect.That.Select(t => $"that {t.Text}"));
        return words.ToImmutable();
    }

    /// <summary>"up to 5 times, 1 s apart doubling to 30 s, until …"; null when nothing calls for another attempt.</summary>
    public static string? Retry(RetryPolicy retry, string method)
    {
        var causes = Causes(retry.On, method);
        if (causes.Length == 0 && retry.Until is null)
            return null;
        var parts = new List<string> { Bound(retry), Pause(retry) };
        if (retry.Until is { } until)
            parts.Add($"until {until.Text}");
        if (causes.Length > 0)
            parts.Add($"on {causes}");
        if (retry.FailWhen is { } fail)
            parts.Add($"giving up when {fail.Text}");
        return string.Join(", ", parts);
    }

    private static string Bound(RetryPolicy retry)
    {
        var times =
            retry.Attempts
            ?? (
                retry.Within is not null ? null
                : retry.Until is null ? RetryPolicy.UsualAttempts
                : null
            );
        var within = retry.Within ?? (retry.Attempts is null && retry.Until is not null ? RetryPolicy.UsualPolling : null);
        return (times, within) switch
        {
            ({ } t, { } w) => $"up to {t} times within {Show(w)}",
            ({ } t, null) => $"up to {t} times",
            _ => $"for up to {Show(within ?? TimeSpan.Zero)}",
        };
    }

    private static string Pause(RetryPolicy retry)
    {
        var backoff = retry.Backoff ?? (retry.Until is null ? 2 : 1);
        var growth =
            backoff == 1 ? ""
            : backoff == 2 ? $" doubling to {Show(retry.LongestPause)}"
            : string.Create(CultureInfo.InvariantCulture, $" growing {backoff:0.##} times to {Show(retry.LongestPause)}");
        return $"{Show(retry.Every)} apart{growth}";
    }

    private static string Causes(RetryCauses? causes, string method)
    {
        if (causes is null)
            return method is "GET" or "HEAD" or "PUT" or "DELETE" ? "429, 503 or no connection" : "";
        string?[] all =
        [
            causes.Statuses?.Text.Replace(" or ", ", ", StringComparison.Ordinal),
            causes.TimedOut ? "timeout" : null,
            causes.NoConnection ? "no connection" : null,
        ];
        var said = all.OfType<string>().ToList();
        return said.Count < 2 ? string.Concat(said) : $"{string.Join(", ", said.SkipLast(1))} or {said[^1]}";
    }

    private static string Show(TimeSpan span)
    {
        (double Amount, string Unit)[] units = [(span.TotalHours, "h"), (span.TotalMinutes, "min"), (span.TotalSeconds, "s")];
        foreach (var (amount, unit) in units)
        {
            if (amount >= 1 && amount == Math.Floor(amount))
                return string.Create(CultureInfo.InvariantCulture, $"{amount:0} {unit}");
        }
        return span.TotalSeconds >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s")
            : string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.###} ms");
    }
}
