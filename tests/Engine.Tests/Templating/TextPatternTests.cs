using System.Text;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Templating.Functions;

namespace PingOneScenarios.Engine.Tests.Templating;

/// <summary>Regular expressions are matched by backtracking only where that takes few steps, and find the same as an automaton.</summary>
public sealed class TextPatternTests
{
    [Theory]
    [InlineData("^.{64,}$", 200, true)]
    [InlineData("[?&]flowId=[0-9a-f-]{36}(&|$)", 400, true)]
    [InlineData("^(?:JWT|jwt)$", 4000, true)]
    [InlineData("^[^\\]*+]+?$", 4000, true)]
    [InlineData("a*b", 100, true)]
    [InlineData("a*b", 4000, false)]
    [InlineData("^a*a*a*b", 20, true)]
    [InlineData("^a*a*a*b", 200, false)]
    [InlineData("^.*,.*,.*,.*$", 10, false)]
    [InlineData("^(a+)+$", 1, false)]
    [InlineData("^(?:a|a){20}$", 1, false)]
    [InlineData("(a?){9}", 1, false)]
    [InlineData("a?a?a?a?a?a?a?a?a?aaaaaaaaa", 1, false)]
    [InlineData("(.)\\1", 1, false)]
    [InlineData("(?=a)a", 1, false)]
    [InlineData("(?i)a", 1, false)]
    [InlineData("(?<x>a)", 1, false)]
    public void Backtracking_is_for_patterns_and_texts_that_take_few_steps(string pattern, int length, bool isSmall) =>
        Assert.Equal(isSmall, BacktrackingCost.Of(pattern) is { } cost && cost.IsSmall(length, pattern.Length));

    [Fact]
    public void Both_ways_of_matching_agree()
    {
        var random = new Random(11);
        var small = 0;
        for (var i = 0; i < 3000; i++)
        {
            var pattern = Written(random, 0);
            var known = new TextPattern(pattern);
            var automaton = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            for (var j = 0; j < 5; j++)
            {
                var text = string.Concat(Enumerable.Range(0, random.Next(14)).Select(_ => "ab,\n"[random.Next(4)]));
                small += known.IsQuickFor(text) ? 1 : 0;
                Assert.True(automaton.IsMatch(text) == known.IsMatch(text), $"{pattern} in {text}");
            }
        }
        Assert.InRange(small, 5000, 15000);
    }

    private static string Written(Random random, int depth)
    {
        var text = new StringBuilder(random.Next(4) == 0 ? "^" : "");
        for (var pieces = random.Next(1, 5); pieces > 0; pieces--)
        {
            text.Append(
                random.Next(depth < 2 ? 7 : 5) switch
                {
                    0 => "a",
                    1 => "b",
                    2 => ".",
                    3 => "[^a]",
                    4 => "[a,]",
                    5 => $"({Written(random, depth + 1)})",
                    _ => $"(?:{Written(random, depth + 1)}|{Written(random, depth + 1)})",
                }
            );
            if (text[^1] != ')' || random.Next(4) == 0)
                text.Append(
                    random.Next(9) switch
                    {
                        0 => "*",
                        1 => "+",
                        2 => "?",
                        3 => "*?",
                        4 => "{2}",
                        5 => "{1,}",
                        _ => "",
                    }
                );
        }
        return text.Append(random.Next(4) == 0 ? @"\z" : "").ToString();
    }
}
