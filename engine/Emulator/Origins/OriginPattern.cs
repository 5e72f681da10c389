namespace PingOneScenarios.Emulator.Origins;

/// <summary>An origin as <c>corsSettings</c> have it: http or https, a host in which <c>*</c> stands for anything, a port or none.</summary>
internal static class OriginPattern
{
    private const char Anything = '*';

    public static bool IsWellFormed(string text) =>
        Uri.TryCreate(text.Replace(Anything, 'x'), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && text.AsSpan(text.IndexOf("://", StringComparison.Ordinal) + 3).IndexOfAny("/?#@\\") < 0;

    /// <param name="pattern">Of the settings.</param>
    /// <param name="origin">As a browser says it.</param>
    public static bool Fits(string pattern, string origin)
    {
        pattern = WithoutUsualPort(pattern);
        var star = pattern.IndexOf(Anything, StringComparison.Ordinal);
        if (star < 0)
            return pattern.Equals(origin, StringComparison.OrdinalIgnoreCase);
        var (before, after) = (pattern[..star], pattern[(star + 1)..]);
        return origin.Length > before.Length + after.Length
            && origin.StartsWith(before, StringComparison.OrdinalIgnoreCase)
            && origin.EndsWith(after, StringComparison.OrdinalIgnoreCase)
            && origin.AsSpan(before.Length, origin.Length - before.Length - after.Length).IndexOfAny(":/@") < 0;
    }

    /// <summary>Browsers leave out the port that the scheme has anyway.</summary>
    private static string WithoutUsualPort(string pattern) =>
        pattern.StartsWith("https:", StringComparison.OrdinalIgnoreCase) && pattern.EndsWith(":443", StringComparison.Ordinal)
            ? pattern[..^4]
        : pattern.StartsWith("http:", StringComparison.OrdinalIgnoreCase) && pattern.EndsWith(":80", StringComparison.Ordinal)
            ? pattern[..^3]
        : pattern;
}
