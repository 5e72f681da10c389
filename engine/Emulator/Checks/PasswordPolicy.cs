using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>A password proposed for a user; <see cref="Current"/> is the clear text of the one it replaces, null when the caller did not give it.</summary>
internal sealed record ProposedPassword(string Value, User User, string? Current = null);

/// <summary>PingOne's predefined policy "Standard", one requirement a row. The minimum age is for users; it is not asked of an administrator.</summary>
internal static class PasswordPolicy
{
    private const string SpecialCharacters = "~!@#$%^&*()-_=+[]{}|;:,.<>/?";

    /// <summary>Days of guessing, at a hundred thousand million guesses a second.</summary>
    private const int MinimumComplexity = 7;

    private static readonly HashSet<string> CommonlyUsed = new(
        [
            "password1!",
            "password123!",
            "password@1",
            "password@123",
            "p@ssw0rd",
            "p@ssw0rd1",
            "p@ssw0rd1!",
            "p@ssw0rd123",
            "p@ssword1",
            "p@ssword123",
            "passw0rd!",
            "passw0rd1!",
            "welcome1!",
            "welcome123!",
            "welcome@123",
            "admin@123",
            "admin123!",
            "qwerty123!",
            "qwerty@123",
            "letmein1!",
            "changeme1!",
            "abc123!@#",
            "1qaz@wsx",
            "1qaz!qaz",
            "zaq1@wsx",
            "test@123",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly (string Name, string Text, Func<ProposedPassword, bool> Holds)[] Requirements =
    [
        ("length", "The provided password must have 8 to 255 characters", password => password.Value.Length is >= 8 and <= 255),
        (
            "minUniqueCharacters",
            "The provided password must have at least 5 different characters",
            password => password.Value.Distinct().Count() >= 5
        ),
        (
            "maxRepeatedCharacters",
            "The provided password repeats a character more than 2 times",
            password => LongestRun(password.Value) <= 2
        ),
        ("minCharacters", "The provided password needs a digit, a lower and an upper case letter and a special character", HasAllKinds),
        ("minComplexity", "The provided password can be guessed too fast", password => GuessingDays(password.Value) >= MinimumComplexity),
        ("excludesCommonlyUsed", "The provided password is commonly used", password => !CommonlyUsed.Contains(password.Value)),
        ("excludesProfileData", "The provided password is a value of the user's profile", password => !IsProfileValue(password)),
        ("notSimilarToCurrent", "The provided password is too similar to the current one", password => !IsSimilar(password)),
        ("history", "The provided password was used before", password => !IsInHistory(password)),
    ];

    /// <summary>What is wrong with the password, about the property <paramref name="target"/>; null when it is good.</summary>
    public static ErrorDetail? Violation(ProposedPassword password, string target)
    {
        var unsatisfied = Requirements.Where(requirement => !requirement.Holds(password)).ToArray();
        if (unsatisfied.Length == 0)
            return null;
        return new ErrorDetail("INVALID_VALUE", target, "User password did not satisfy password policy requirements")
        {
            InnerError = () => InnerError(unsatisfied),
        };
    }

    private static JsonObject InnerError((string Name, string Text, Func<ProposedPassword, bool> Holds)[] unsatisfied)
    {
        var json = new JsonObject
        {
            ["unsatisfiedRequirements"] = new JsonArray([.. unsatisfied.Select(row => JsonValue.Create(row.Name))]),
        };
        foreach (var (name, text, _) in unsatisfied)
            json[name] = text;
        return json;
    }

    private static bool HasAllKinds(ProposedPassword password) =>
        password.Value.Any(char.IsAsciiDigit)
        && password.Value.Any(char.IsAsciiLetterLower)
        && password.Value.Any(char.IsAsciiLetterUpper)
        && password.Value.Any(SpecialCharacters.Contains);

    private static int LongestRun(string text)
    {
        var longest = 0;
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            run = i > 0 && text[i] == text[i - 1] ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    /// <summary>The whole search space of this length and alphabet, tried at 1e11 guesses a second.</summary>
    private static double GuessingDays(string text)
    {
        var depth = 0.0;
        if (text.Any(c => !char.IsAscii(c)))
            depth = 256;
        else
            depth =
                (text.Any(char.IsAsciiLetterLower) ? 26 : 0)
                + (text.Any(char.IsAsciiLetterUpper) ? 26 : 0)
                + (text.Any(char.IsAsciiDigit) ? 10 : 0)
                + (text.Any(c => !char.IsAsciiLetterOrDigit(c)) ? 33 : 0);
        return Enumerable.Range(1, text.Length).Sum(length => Math.Pow(depth, length)) / (1e11 * 86400);
    }

    private static bool IsProfileValue(ProposedPassword password) =>
        password
            .User.Name.Values.Concat(password.User.Attributes.Values)
            .Append(password.User.Username)
            .Append(password.User.Email)
            .Contains(password.Value, StringComparer.OrdinalIgnoreCase);

    private static bool IsInHistory(ProposedPassword password) =>
        password.User.Password.History.Contains(Password.HashOf(password.User.Id, password.Value));

    private static bool IsSimilar(ProposedPassword password) => password.Current is { } current && Distance(current, password.Value) < 3;

    /// <summary>Levenshtein's distance, in one row of memory.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.Length];
    }
}
