using System.Collections.Immutable;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>The members of an action MULTI_FACTOR_AUTHENTICATION: a device authentication policy, or the older way of naming what counts.</summary>
internal static class FactorFields
{
    /// <summary>The member that switches it on, and the types of device it is about.</summary>
    private static readonly (string Name, string[] Types)[] Ways =
    [
        ("sms", ["SMS"]),
        ("email", ["EMAIL"]),
        ("voice", ["VOICE"]),
        ("authenticator", ["TOTP"]),
        ("boundBiometrics", ["PLATFORM", "FIDO2"]),
        ("securityKey", ["SECURITY_KEY", "FIDO2"]),
    ];

    public static ImmutableArray<Field> All { get; } =
    [
        Field.Choice("noDevicesMode", ["BYPASS", "BLOCK"], "BLOCK"),
        Field.Reference("deviceAuthenticationPolicy"),
        .. Ways.Select(way => Field.Object(way.Name, required: false, Field.Flag("enabled", required: true))),
        Field.Any("applications"),
    ];

    /// <summary>Null when the action names none of the ways: its policy decides then.</summary>
    public static ImmutableArray<string>? TypesOf(Entity action)
    {
        if (!Ways.Any(way => action.Body.ContainsKey(way.Name)) && !action.Body.ContainsKey("applications"))
            return null;
        var types = Ways.Where(way => action.Flag($"{way.Name}.enabled")).SelectMany(way => way.Types);
        return [.. types, .. action.Items("applications").Take(1).Select(_ => "MOBILE")];
    }
}
