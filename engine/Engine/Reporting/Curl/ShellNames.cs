using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.Reporting.Curl;

/// <summary>
/// The variables of a script. Names come from scenarios and servers, so each kind has a prefix: no name can be one that the shell, curl or
/// the operator's environment knows in another meaning.
/// </summary>
internal sealed class ShellNames
{
    private const int LongestName = 60;

    // The last number given to each: a script of very many runs names the same values again and again.
    private readonly Dictionary<string, int> lasts = new(StringComparer.Ordinal);

    /// <summary>Of what whoever runs the script has to give: <c>P1S_ADMIN_APP_SECRET</c>, as <c>p1s run</c> reads it too.</summary>
    public string ForRequired(string name) => Unique("P1S_" + Snake(name).ToUpperInvariant());

    /// <summary>Of what the script takes out of an answer: <c>got_access_token</c>; another one each time.</summary>
    public string ForTaken(string name) => Unique("got_" + Snake(name).ToLowerInvariant());

    private string Unique(string name)
    {
        if (!IsTaken(name))
        {
            lasts[name] = 1;
            return name;
        }
        var number = lasts.GetValueOrDefault(name, 1) + 1;
        while (IsTaken(Numbered(name, number)))
            number++;
        lasts[name] = number;
        return Numbered(name, number);
    }

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");

    // As it is, or as another name with a number behind.
    private bool IsTaken(string name)
    {
        if (lasts.ContainsKey(name))
            return true;
        var at = name.LastIndexOf('_');
        return at > 0
            && int.TryParse(name.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && name[at + 1] != '0'
            && number > 1
            && lasts.GetValueOrDefault(name[..at]) >= number;
    }

    private static string Snake(string name)
    {
        var snake = new StringBuilder();
        for (var i = 0; i < name.Length && snake.Length < LongestName; i++)
        {
            if (!char.IsAsciiLetterOrDigit(name[i]))
            {
                snake.Append('_');
                continue;
            }
            var startsWord =
                i > 0
                && char.IsAsciiLetterUpper(name[i])
                && (!char.IsAsciiLetterUpper(name[i - 1]) || i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]))
                && char.IsAsciiLetterOrDigit(name[i - 1]);
            snake.Append(startsWord ? "_" : "").Append(name[i]);
        }
        return snake.ToString();
    }
}
