using System.Collections.Immutable;

namespace PingOneScenarios;

/// <summary>
/// <c>Select</c> and <c>Where</c> as plain iterators. The names of an enclosing namespace come before those of <c>using</c>, so that
/// all code of ours takes these; decision 0083 says why.
/// </summary>
internal static class Sequences
{
    public static IEnumerable<TResult> Select<T, TResult>(this IEnumerable<T> all, Func<T, TResult> made)
    {
        foreach (var one in all)
            yield return made(one);
    }

    public static IEnumerable<TResult> Select<T, TResult>(this ImmutableArray<T> all, Func<T, TResult> made)
    {
        foreach (var one in all)
            yield return made(one);
    }

    public static IEnumerable<T> Where<T>(this IEnumerable<T> all, Func<T, bool> isTaken)
    {
        foreach (var one in all)
        {
            if (isTaken(one))
                yield return one;
        }
    }

    public static IEnumerable<T> Where<T>(this ImmutableArray<T> all, Func<T, bool> isTaken)
    {
        foreach (var one in all)
        {
            if (isTaken(one))
                yield return one;
        }
    }
}
