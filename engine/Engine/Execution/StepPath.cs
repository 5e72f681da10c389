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
        place.TakesBack ? string.Create(CultureInfo.InvariantCulture, $"~{place.Total - place.Number + 1}")
        : place.Turns == 0 ? Escape(place.Id)
        : string.Create(CultureInfo.InvariantCulture, $"{Escape(place.Id)}[{place.Turn}]");

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
