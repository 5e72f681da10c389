using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Devices;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The members of a user's body, and which of them a request may set.</summary>
internal static partial class UserFields
{
    public static readonly string[] Lifecycles = [User.AccountOk, User.VerificationRequired];
    public static readonly string[] VerifyStatuses = ["NOT_INITIATED", "ENABLED", "DISABLED"];

    private static readonly (string Name, int Longest, Regex? Pattern)[] NameParts =
    [
        ("family", 256, NamePattern()),
        ("formatted", 256, NamePattern()),
        ("given", 256, NamePattern()),
        ("honorificPrefix", 256, NamePattern()),
        ("honorificSuffix", 256, NamePattern()),
        ("middle", 256, NamePattern()),
    ];

    private static readonly (string Name, int Longest, Regex? Pattern)[] AddressParts =
    [
        ("countryCode", 2, CountryPattern()),
        ("locality", 256, UsualPattern()),
        ("postalCode", 40, UsualPattern()),
        ("region", 256, UsualPattern()),
        ("streetAddress", 256, StreetPattern()),
    ];

    private static readonly (string Name, int Longest, Regex? Pattern)[] Attributes =
    [
        ("accountId", 256, null),
        ("externalId", 1024, null),
        ("locale", 256, UsualPattern()),
        ("mobilePhone", 32, PhonePattern()),
        ("nickname", 256, UsualPattern()),
        ("preferredLanguage", 256, null),
        ("primaryPhone", 32, PhonePattern()),
        ("timezone", 256, TimezonePattern()),
        ("title", 256, UsualPattern()),
        ("type", 256, UsualPattern()),
    ];

    /// <summary>The parts of a name, by their JSON names.</summary>
    public static IEnumerable<string> NamePartNames => NameParts.Select(part => part.Name);

    /// <summary>The parts of an address, by their JSON names.</summary>
    public static IEnumerable<string> AddressPartNames => AddressParts.Select(part => part.Name);

    /// <summary>The further text attributes, by their JSON names.</summary>
    public static IEnumerable<string> AttributeNames => Attributes.Select(attribute => attribute.Name);

    /// <summary>The user a new body describes; look at the reader's problems before it is used.</summary>
    public static User ReadNew(Call call, PropertyReader fields)
    {
        var user = Read(
            call.Tenant,
            fields,
            new User
            {
                Id = call.Tenant.Ids.Uuid(),
                Username = "",
                Email = "",
                PopulationId = call.Tenant.Registry.DefaultPopulationId,
                Enabled = true,
                Name = ImmutableSortedDictionary<string, string>.Empty,
                Attributes = ImmutableSortedDictionary<string, string>.Empty,
                CreatedAt = call.Now,
                UpdatedAt = call.Now,
            }
        );
        return user with
        {
            PopulationId = fields.Child("population")?.Text("id", required: true) ?? user.PopulationId,
            Enabled = fields.Flag("enabled") ?? true,
            MfaEnabled = fields.Flag("mfaEnabled") ?? MfaSettingsEndpoints.Of(call.Tenant).Flag("users.mfaEnabled"),
        };
    }

    /// <summary>What an import may set beyond that.</summary>
    public static User ReadImported(PropertyReader fields, User user) =>
        user with
        {
            EmailVerified = fields.Flag("emailVerified") ?? false,
            Lifecycle = fields.Child("lifecycle")?.Choice("status", Lifecycles) ?? User.AccountOk,
        };

    /// <summary>The user with everything a PUT sets: what the body does not have is gone. Another e-mail address is not verified.</summary>
    public static User Read(Tenant tenant, PropertyReader fields, User before)
    {
        var username = fields.Text("username", required: true, (1, 128), UsualPattern());
        var email = fields.Text("email", required: true);
        if (email is not null && !EmailPattern().IsMatch(email))
            fields.Invalid("email", "must be a well-formed email address");
        var photo = fields.Child("photo")?.Text("href", required: true);
        if (photo is not null && !IsWebAddress(photo))
            fields.Invalid("photo.href", "must be a URL of http or https");
        return CustomAttributes.Read(tenant, fields, before) with
        {
            Username = username ?? "",
            Email = email ?? "",
            EmailVerified = before.EmailVerified && email == before.Email,
            Name = Texts(fields.Child("name"), NameParts),
            Address = Texts(fields.Child("address"), AddressParts),
            Photo = photo,
            IdentityProviderId = fields.Child("identityProvider")?.Text("id"),
            Attributes = Texts(fields, Attributes),
        };
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static ImmutableSortedDictionary<string, string> Texts(
        PropertyReader? fields,
        (string Name, int Longest, Regex? Pattern)[] members
    )
    {
        if (fields is null)
            return ImmutableSortedDictionary<string, string>.Empty;
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>();
        foreach (var (name, longest, pattern) in members)
            if (fields.Text(name, required: false, (1, longest), pattern) is { } text)
                texts.Add(name, text);
        return texts.ToImmutable();
    }

    [GeneratedRegex(@"^[\p{L}\p{M}\p{Zs}\p{S}\p{N}\p{P}]*\z")]
    private static partial Regex UsualPattern();

    [GeneratedRegex(@"^[\p{L}\p{M}\p{N}\p{Zs}\p{P}\n\r]*\z")]
    private static partial Regex StreetPattern();

    [GeneratedRegex(@"^[A-Z]{2}\z")]
    private static partial Regex CountryPattern();

    [GeneratedRegex(@"^\w+\/\w+\z")]
    private static partial Regex TimezonePattern();

    [GeneratedRegex(@"^.*[0-9].*\z")]
    private static partial Regex PhonePattern();

    [GeneratedRegex(@"^[\p{L}\p{M}\p{N}' .-]*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\z")]
    private static partial Regex EmailPattern();
}
