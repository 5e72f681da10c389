using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PingOneScenarios.Emulator.Faults;

/// <summary>Faults as they are written on the command line: <c>503:nth 2:POST /v1/environments/*/users</c>.</summary>
internal static class FaultSyntax
{
    public const string Form = "KIND[:every N|:nth N|:first N][:METHOD /path][:retry-after SECONDS][:for TIME][:reads N][:with 403]";

    private const int LongestRetryAfter = 86400;

    private const double LongestWait = 3600;

    /// <summary>What may follow the kind, a row a word; each gives the fault with what was written, or null when that makes no sense.</summary>
    private static readonly (string Word, string Takes, Func<Fault, string, Fault?> Read)[] Conditions =
    [
        ("every", "a number from 1", (fault, text) => Number(text, 1, int.MaxValue) is { } n ? fault with { Every = n } : null),
        ("nth", "a number from 1", (fault, text) => Number(text, 1, int.MaxValue) is { } n ? fault with { Nth = n } : null),
        ("first", "a number from 1", (fault, text) => Number(text, 1, int.MaxValue) is { } n ? fault with { First = n } : null),
        (
            "reads",
            "a number from 1, and goes with unseen",
            (fault, text) => fault.Kind.IsOfNewResources && Number(text, 1, int.MaxValue) is { } n ? fault with { Reads = n } : null
        ),
        (
            "with",
            "403 or 404, and goes with unseen",
            (fault, text) =>
                fault.Kind.IsOfNewResources && text is "403" or "404"
                    ? fault with
                    {
                        Status = int.Parse(text, CultureInfo.InvariantCulture),
                    }
                    : null
        ),
        (
            "for",
            "a length of time up to 1h such as 250ms or 2s, and goes with slow",
            (fault, text) => fault.Kind.Wait is not null && Time(text) is { } time ? fault with { Wait = time } : null
        ),
        (
            "retry-after",
            "seconds up to 86400, and goes with 503 and 429",
            (fault, text) =>
                fault.Kind.SaysWhenToComeAgain && Number(text, 0, LongestRetryAfter) is { } n ? fault with { RetryAfter = n } : null
        ),
    ];

    /// <summary>Of a wrong text <paramref name="why"/> says what is wrong with it.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Fault? fault, out string why)
    {
        var parts = text.Split(':', StringSplitOptions.TrimEntries);
        var kind = FaultKind.Table.FirstOrDefault(kind => kind.Word == parts[0]);
        why = $"\"{parts[0]}\" is no kind of fault; there are {Words(FaultKind.Table.Select(known => known.Word))}";
        fault = kind is null ? null : new Fault(kind) { Text = text };
        var given = new HashSet<string>();
        for (var i = 1; i < parts.Length && fault is not null; i++)
            fault = With(fault, parts[i], given, out why);
        return fault is not null;
    }

    private static Fault? With(Fault fault, string part, HashSet<string> given, out string why)
    {
        var words = part.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var row = Conditions.FirstOrDefault(condition => condition.Word == words.FirstOrDefault());
        why = $"\"{part}\" is neither a method and a path nor one of {Words(Conditions.Select(condition => condition.Word))} with a value";
        if (words.Length < 2)
            return null;
        if (row.Read is not null)
            why = $"{row.Word} takes {row.Takes}, this is \"{words[1]}\"";
        // How often is said by one word, where by another.
        if (!given.Add(row.Word is "nth" or "first" ? "every" : row.Word ?? "where"))
        {
            why = $"\"{part}\" says a second time what is hit";
            return null;
        }
        if (row.Read is not null)
            return row.Read(fault, words[1]);
        return IsMethod(words[0]) && words[1].StartsWith('/') ? fault with { At = new FaultPlace(words[0], words[1]) } : null;
    }

    private static bool IsMethod(string word) => word == FaultPlace.Any || word.All(char.IsAsciiLetterUpper);

    private static TimeSpan? Time(string text)
    {
        var unit =
            text.EndsWith("ms", StringComparison.Ordinal) ? 0.001
            : text.EndsWith('s') ? 1
            : 60;
        var digits =
            text.EndsWith("ms", StringComparison.Ordinal) ? text[..^2]
            : text.Length > 0 && text[^1] is 's' or 'm' ? text[..^1]
            : "";
        return Number(digits, 0, int.MaxValue) is { } n && n * unit <= LongestWait ? TimeSpan.FromSeconds(n * unit) : null;
    }

    private static int? Number(string text, int minimum, int maximum) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : null;

    private static string Words(IEnumerable<string> words) => string.Join(", ", words);
}
