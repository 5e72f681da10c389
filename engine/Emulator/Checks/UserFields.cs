using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Devices;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The body of "create user".</summary>
internal static partial class UserFields
{
    private static readonly string[] NameParts = ["family", "formatted", "given", "honorificPrefix", "honorificSuffix", "middle"];

    private static readonly string[] Attributes =
    [
        "accountId",
        "externalId",
        "locale",
        "mobilePhone",
        "nickname",
        "preferredLanguage",
        "primaryPhone",
        "timezone",
        "title",
        "type",
    ];

    /// <summary>The user the body describes; look at the reader's problems before it is used.</summary>
    public static User Read(Call call, PropertyReader fields)
    {
        var username = fields.Text("username", required: true, (1, 128), UsernamePattern());
        var email = fields.Text("email", required: true);
        if (email is not null && !EmailPattern().IsMatch(email))
            fields.Invalid("email", "must be a well-formed email address");
        return new User
        {
            Id = call.Tenant.Ids.Uuid(),
            Username = username ?? "",
            Email = email ?? "",
            PopulationId = fields.Child("population")?.Text("id", required: true) ?? call.Tenant.Registry.DefaultPopulationId,
            Enabled = fields.Flag("enabled") ?? true,
            MfaEnabled = MfaSettingsEndpoints.Of(call.Tenant).Flag("users.mfaEnabled"),
            Name = fields.Child("name") is { } name
                ? Texts(NameParts, part => name.Text(part, required: false, (1, 256), NamePattern()))
                : ImmutableSortedDictionary<string, string>.Empty,
            Attributes = Texts(Attributes, attribute => fields.Text(attribute)),
            CreatedAt = call.Now,
            UpdatedAt = call.Now,
        };
    }

    private static ImmutableSortedDictionary<string, string> Texts(string[] names, Func<string, string?> read) =>
        names
            .Select(name => (name, read(name)))
            .Where(pair => pair.Item2 is not null)
            .ToImmutableSortedDictionary(pair => pair.name, pair => pair.Item2!);

    [GeneratedRegex(@"^[\p{L}\p{M}\p{Zs}\p{S}\p{N}\p{P}]*\z")]
    private static partial Regex UsernamePattern();

    [GeneratedRegex(@"^[\p{L}\p{M}\p{N}' .-]*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\z")]
    private static partial Regex EmailPattern();
}
