using System.Buffers;
using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.Execution;

/// <summary>How the paths of steps are written; see <see cref="StepPlace.Path"/>.</summary>
internal static class StepPath
{
    /// <summary>What has a meaning of its own in a path, and what would not do in a header field.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create("/[]()~%\"\\");

    /// <summary>The last part of the path of a step.</summary>
    public static string Of(StepPlace place) =>
        place.Turns == 0 ? Escape(place.Id) : string.Create(CultureInfo.InvariantCulture, $"{Escape(place.Id)}[{place.Turn}]");

    /// <summary>Whether a path is that of a step, of one of its turns, or of what it calls.</summary>
    public static bool IsAtOrBelow(string path, string step) =>
        path.StartsWith(step, StringComparison.Ordinal)
        && (path.Length == step.Length || step.EndsWith('/') || path[step.Length] is '/' or '[');

    /// <summary>The steps that a step is in: its loop, what called its scenario; the nearest first.</summary>
    public static IEnumerable<string> Above(string path)
    {
        for (var end = path.Length - 1; end > 0; end--)
        {
            if (path[end] == '[' || path[end] == '/' && path[end - 1] != ')')
                yield return path[..end];
        }
    }

    /// <summary>A path whatever the turns of the loops that lead to it.</summary>
    public static string WithoutTurns(string path)
    {
        for (var start = path.IndexOf('[', StringComparison.Ordinal); start >= 0; start = path.IndexOf('[', StringComparison.Ordinal))
            path = path.Remove(start, path.IndexOf(']', start) + 1 - start);
        return path;
    }

    /// <summary>A name as a part of a path: visible ASCII, every other octet of its UTF-8 as %XX.</summary>
    public static string Escape(string name)
    {
        if (!name.AsSpan().ContainsAnyExceptInRange('!', '}') && !name.AsSpan().ContainsAny(Special))
            return name;
        var text = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            if (octet is >= (byte)'!' and <= (byte)'}' && !Special.Contains((char)octet))
                text.Append((char)octet);
            else
                text.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }
        return text.ToString();
    }
}
