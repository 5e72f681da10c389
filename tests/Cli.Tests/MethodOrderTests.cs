using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests;

/// <summary>The list of methods that lie side by side in the native executable (decision 0082).</summary>
public sealed class MethodOrderTests
{
    private static readonly string[] Lines = File.ReadAllLines(RepositoryRoot.PathOf("engine", "Cli", "MethodOrder.txt"));

    [Fact]
    public void Each_line_is_a_type_or_a_method_of_the_type_above()
    {
        Assert.False(Lines[0].StartsWith('\t'));
        Assert.DoesNotContain(Lines, line => line.Trim().Length == 0 || line.LastIndexOf('\t') > 0 || line.Contains(' '));
    }

    // `tests/bench/method-order.sh` writes it anew.
    [Fact]
    public void Three_of_four_types_of_ours_it_names_are_there()
    {
        var named = Lines
            .Where(line => line.StartsWith("PingOneScenarios_Engine_PingOneScenarios_", StringComparison.Ordinal) && !line.Contains('<'))
            .Where(line => !line.Contains("__", StringComparison.Ordinal))
            .ToList();
        Assert.InRange(named.Count, 200, int.MaxValue);
        var there = typeof(Workspace).Assembly.GetTypes().Select(NameInTheList).ToHashSet(StringComparer.Ordinal);
        Assert.InRange(named.Count(there.Contains), named.Count * 3 / 4, named.Count);
    }

    private static string NameInTheList(Type type) =>
        "PingOneScenarios_Engine_" + string.Concat(type.FullName!.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
}
