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
            password => PasswordMeasures.LongestRun(password.Value) <= 2
        ),
        ("minCharacters", "The provided password needs a digit, a lower and an upper case letter and a special character", HasAllKinds),
        (
            "minComplexity",
            "The provided password can be guessed too fast",
            password => PasswordMeasures.GuessingDays(password.Value) >= MinimumComplexity
        ),
        ("excludesCommonlyUsed", "The provided password is commonly used", password => !CommonPasswords.Contains(password.Value)),
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

    private static bool IsProfileValue(ProposedPassword password) =>
        password
            .User.Name.Values.Concat(password.User.Attributes.Values)
            .Append(password.User.Username)
            .Append(password.User.Email)
            .Contains(password.Value, StringComparer.OrdinalIgnoreCase);

    private static bool IsInHistory(ProposedPassword password) =>
        password.User.Password.History.Contains(Password.HashOf(password.User.Id, password.Value));

    private static bool IsSimilar(ProposedPassword password) =>
        password.Current is { } current && PasswordMeasures.Distance(current, password.Value) < 3;
}
