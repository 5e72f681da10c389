using System.Buffers;
using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Files;

/// <summary>Names of many files at once, as shells write them: <c>*</c>, <c>?</c>, <c>[ab]</c>, <c>**</c> for any folders, <c>{a,b}</c> for each of several.</summary>
internal static class FilePattern
{
    /// <summary>How many patterns one with braces may stand for.</summary>
    private const int MostAlternatives = 1000;

    private static readonly SearchValues<char> Wild = SearchValues.Create("*?[");

    /// <summary>Whether it has letters that are not meant as they stand.</summary>
    public static bool IsPattern(string path) => IsWild(path) || path.Contains('{', StringComparison.Ordinal);

    /// <summary>Whether it stands for what is there, and not for one name.</summary>
    public static bool IsWild(string path) => path.AsSpan().ContainsAny(Wild);

    /// <summary>The patterns without braces it stands for, in their order; null when there are too many.</summary>
    public static IReadOnlyList<string>? Alternatives(string pattern)
    {
        List<string> done = [];
        Stack<string> open = new([pattern]);
        while (open.TryPop(out var next))
        {
            if (FirstChoice(next) is not { } choice)
                done.Add(next);
            else
                foreach (var part in choice.Parts.Reverse())
                    open.Push(string.Concat(next.AsSpan(0, choice.Start), part, next.AsSpan(choice.End + 1)));
            if (done.Count + open.Count > MostAlternatives)
                return null;
        }
        return done;
    }

    // The first braces that hold several parts; other braces are letters, as they are in a shell.
    private static (int Start, int End, ImmutableArray<string> Parts)? FirstChoice(string pattern)
    {
        for (var start = pattern.IndexOf('{', StringComparison.Ordinal); start >= 0; start = pattern.IndexOf('{', start + 1))
        {
            if (Parts(pattern, start) is { Parts.Length: > 1 } choice)
                return (start, choice.End, choice.Parts);
        }
        return null;
    }

    private static (int End, ImmutableArray<string> Parts)? Parts(string pattern, int start)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        var (depth, from) = (0, start + 1);
        for (var i = start; i < pattern.Length; i++)
        {
            depth += pattern[i] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth > 1 || depth == 1 && pattern[i] != ',')
                continue;
            parts.Add(pattern[from..i]);
            from = i + 1;
            if (depth == 0)
                return (i, parts.ToImmutable());
        }
        return null;
    }
}
