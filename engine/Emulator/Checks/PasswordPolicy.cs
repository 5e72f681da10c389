using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>A password proposed for a user; <see cref="Current"/> is the clear text of the one it replaces, null when the caller did not give it.</summary>
internal sealed record ProposedPassword(string Value, User User, string? Current = null);

/// <summary>Holds a password against the policy that governs its user.</summary>
internal static class PasswordPolicy
{
    /// <summary>The state of a user's password, such as <c>OK</c> or <c>MUST_CHANGE_PASSWORD</c>.</summary>
    public static string Status(Call call, User user) => user.Password.Status(call.Now, PasswordPolicies.Of(call.Tenant, user));

    /// <summary>What is wrong with the password, about the property <paramref name="target"/>; null when it is good.</summary>
    public static ErrorDetail? Violation(Call call, ProposedPassword password, string target)
    {
        var rules = PasswordPolicies.Of(call.Tenant, password.User);
        var asked = new AskedPassword(password, rules, call.Now);
        var unsatisfied = PasswordRequirement
            .Table.Select(row => (row.Name, Text: row.Asks(rules), row.Holds))
            .Where(row => row.Text is not null && !row.Holds(asked))
            .Select(row => (row.Name, row.Text!))
            .ToArray();
        if (unsatisfied.Length == 0)
            return null;
        return new ErrorDetail("INVALID_VALUE", target, "User password did not satisfy password policy requirements")
        {
            InnerError = () => InnerError(unsatisfied),
        };
    }

    /// <summary>Whether it is too early for a user to change the password; one that must be changed may be, at any time.</summary>
    public static ErrorDetail? TooYoung(Call call, User user, string target)
    {
        var rules = PasswordPolicies.Of(call.Tenant, user);
        var isFree = user.Password.MustChange || user.Password.IsExpired(call.Now, rules);
        if (isFree || rules.MinimumAgeDays is not { } days || user.Password.LastChangedAt is not { } at)
            return null;
        return call.Now - at < TimeSpan.FromDays(days)
            ? new ErrorDetail("CONSTRAINT_VIOLATION", target, $"The password was changed less than {Days(days)} ago")
            : null;
    }

    private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    private static JsonObject InnerError((string Name, string Text)[] unsatisfied)
    {
        var json = new JsonObject
        {
            ["unsatisfiedRequirements"] = new JsonArray([.. unsatisfied.Select(row => JsonValue.Create(row.Name))]),
        };
        foreach (var (name, text) in unsatisfied)
            json[name] = text;
        return json;
    }
}
