using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Regular expressions of .NET, matched without backtracking where the pattern allows it.</summary>
internal static class RegexFunctions
{
    private static readonly Parameter Text = new("text", ParameterKind.Text);
    private static readonly Parameter Pattern = new("pattern", ParameterKind.Text);
    private static readonly Parameter Group = Parameter.Optional("group", ParameterKind.Any, "0, the whole match");

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "regex.first",
            [Text, Pattern, Group],
            "The first match of a regular expression, or one group of it by number or name; fails when nothing matches. $ is the very end.",
            "regex.first response.text 'name=\"csrf\" value=\"([^\"]+)\"' 1",
            First
        ),
        new(
            "regex.all",
            [Text, Pattern, Group],
            "All matches of a regular expression as a list, or one group of each; empty when nothing matches.",
            "regex.all response.text '[0-9]+'",
            All
        ),
        new(
            "regex.replace",
            [Text, Pattern, new("replacement", ParameterKind.Text)],
            "The text with each match replaced; $1 and ${name} in the replacement stand for groups, $$ for a dollar sign.",
            "regex.replace name '[^a-z0-9]+' '-'",
            Replace
        ),
    ];

    private static TextValue First(Arguments a) =>
        Matching(
            a,
            (regex, _) =>
            {
                var match = regex.Match(a.Text(0));
                return match.Success
                    ? new TextValue(GroupOf(match, regex, a))
                    : throw new FunctionException("the pattern matches nothing in the text", 1);
            }
        );

    private static ListValue All(Arguments a) =>
        Matching(
            a,
            (regex, ct) => ListItems.Limited(Matches(regex, a.Text(0), ct).Select(match => new TextValue(GroupOf(match, regex, a))))
        );

    private static TextValue Replace(Arguments a) =>
        Matching(
            a,
            (regex, ct) =>
            {
                var (text, result, behind) = (a.Text(0), new LimitedText(), 0);
                foreach (var match in Matches(regex, text, ct))
                {
                    result.Append(text.AsSpan(behind, match.Index - behind));
                    result.Append(match.Result(a.Text(2)));
                    behind = match.Index + match.Length;
                }
                result.Append(text.AsSpan(behind));
                return result.ToValue();
            }
        );

    private static IEnumerable<Match> Matches(Regex regex, string text, CancellationToken ct)
    {
        for (var match = regex.Match(text); match.Success; match = match.NextMatch())
        {
            ct.ThrowIfCancellationRequested();
            yield return match;
        }
    }

    private static T Matching<T>(Arguments a, Func<Regex, CancellationToken, T> match)
    {
        var regex = RegexCache.Get(a.Text(1), argument: 1).Finder;
        try
        {
            return RegexCache.Run(a.Work, a.Text(0), ct => match(regex, ct));
        }
        catch (RegexMatchTimeoutException)
        {
            throw new FunctionException("matching takes too long; a pattern without lookarounds and backreferences is fast", 1);
        }
    }

    private static string GroupOf(Match match, Regex regex, Arguments a)
    {
        var name = a[2] switch
        {
            null => "0",
            TextValue text => text.Text,
            NumberValue { AsInteger: { } number } => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => throw new FunctionException("a group is a whole number or a name", 2),
        };
        var known = regex.GetGroupNames();
        if (!known.Contains(name))
            throw new FunctionException(
                "the pattern has no such group",
                2,
                $"the pattern has no such group, its groups are {string.Join(", ", known)}"
            );
        return match.Groups[name] is { Success: true } group
            ? group.Value
            : throw new FunctionException("the group took no part in a match", 2, $"the group {name} took no part in a match");
    }
}
