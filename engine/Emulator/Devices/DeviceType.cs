using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>A type of device.</summary>
/// <param name="Name">The member <c>type</c>, such as <c>EMAIL</c>.</param>
/// <param name="Method">The member of a device authentication policy that switches it on.</param>
/// <param name="Target">The member that says where a code is sent; null when none is sent.</param>
internal sealed record DeviceType(string Name, string Method, string? Target)
{
    private const string Webauthn = "fido2";

    public static ImmutableArray<DeviceType> Table { get; } =
    [
        new("EMAIL", "email", "email"),
        new("SMS", "sms", "phone"),
        new("VOICE", "voice", "phone"),
        new("TOTP", "totp", null),
        new("MOBILE", "mobile", null),
        new("FIDO2", Webauthn, null),
        new("PLATFORM", Webauthn, null),
        new("SECURITY_KEY", Webauthn, null),
    ];

    /// <summary>PingOne pairs them, the emulator does not.</summary>
    public static ImmutableArray<string> Unserved { get; } = ["OATH_TOKEN", "WHATSAPP", "DESKTOP", "YUBIKEY"];

    public bool IsWebauthn => Method == Webauthn;

    public bool IsPush => Name == "MOBILE";

    /// <summary>Null when there is no such type.</summary>
    public static DeviceType? Find(string name) => Table.FirstOrDefault(type => type.Name == name);
}
