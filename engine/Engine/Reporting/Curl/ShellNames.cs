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

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>Of what whoever runs the script has to give: <c>P1S_ADMIN_APP_SECRET</c>, as <c>p1s run</c> reads it too.</summary>
    public string ForRequired(string name) => Unique("P1S_" + Snake(name).ToUpperInvariant());

    /// <summary>Of what the script takes out of an answer: <c>got_access_token</c>; another one each time.</summary>
    public string ForTaken(string name) => Unique("got_" + Snake(name).ToLowerInvariant());

    private string Unique(string name)
    {
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        return unique;
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
