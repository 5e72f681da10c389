using System.Collections.Immutable;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>The members of a device authentication policy, as PingOne's OpenAPI of MFA has them.</summary>
internal static class DevicePolicyFields
{
    private static readonly string[] Units = ["MINUTES", "SECONDS"];

    public static ImmutableArray<Field> All { get; } =
    [
        Field.Text("name", required: true, maximum: 256),
        Field.Choice("newDeviceNotification", ["NONE", "EMAIL_THEN_SMS", "SMS_THEN_EMAIL"], "EMAIL_THEN_SMS"),
        Field.Object(
            "authentication",
            required: false,
            Field.Choice("deviceSelection", ["DEFAULT_TO_FIRST", "PROMPT_TO_SELECT", "ALWAYS_DISPLAY_DEVICES"], required: true)
        ),
        Sent("sms", required: true),
        Sent("voice", required: true),
        Sent("email", required: true),
        Sent("whatsApp", required: false),
        Mobile(),
        Totp(),
        Fido2(),
        Field.Object("oathToken", required: false, [.. Common(), Otp(Failure())]),
        Field.Flag("default", required: true),
        Field.Flag("ignoreUserLock"),
        Field.Reference("notificationsPolicy"),
        Field.Object("rememberMe", required: false, Web()),
    ];

    private static Field Web() =>
        Field.Object(
            "web",
            required: true,
            Field.Flag("enabled", required: true),
            Period("lifeTime", (1, 90 * 24 * 60), ["MINUTES", "HOURS", "DAYS"])
        );

    /// <summary>A way whose code is sent, so that it ends by itself.</summary>
    private static Field Sent(string name, bool required) =>
        Field.Object(name, required, [.. Common(), Otp(Period("lifeTime", (1, 30 * 60), Units), Failure(), Length())]);

    private static Field Totp() =>
        Field.Object(
            "totp",
            required: true,
            [.. Common(), Otp(Failure()), Field.Number("passcodeGracePeriod", 1, 10), Field.Any("uriParameters")]
        );

    private static Field Mobile() =>
        Field.Object(
            "mobile",
            required: true,
            [
                Field.Flag("enabled", required: true),
                Field.Flag("promptForNicknameOnPairing"),
                Otp(Failure(), Field.Object("window", required: false, Period("stepSize", (30, 60), Units))),
                Field.Objects("applications", required: false, [.. MobileApplication()]),
            ]
        );

    private static IEnumerable<Field> MobileApplication() =>
        [
            Field.Text("id", required: true),
            Field.Choice("type", ["pingIdAppConfig"]),
            Field.Object("push", required: false, Field.Flag("enabled", required: true), Enabled("numberMatching")),
            Period("pushTimeout", (40, 150), ["SECONDS"], required: false),
            Period("pairingKeyLifetime", (1, 48 * 60), ["MINUTES", "HOURS"], required: false),
            Field.Object(
                "pushLimit",
                required: false,
                Field.Number("count", 1, 50, ifAbsent: 5),
                Period("lockDuration", (1, 7200), Units, required: false),
                Period("timePeriod", (1, 7200), Units, required: false)
            ),
            Enabled("otp"),
            Field.Object(
                "deviceAuthorization",
                required: false,
                Field.Flag("enabled", required: true),
                Field.Choice("extraVerification", ["permissive", "restrictive"])
            ),
            Enabled("autoEnrollment"),
            Field.Flag("biometricsEnabled"),
            Field.Flag("pairingDisabled"),
            Field.Choice("integrityDetection", ["permissive", "restrictive"]),
            Field.Any("ipPairingConfiguration"),
            Field.Any("newRequestDurationConfiguration"),
        ];

    private static Field Fido2() =>
        Field.Object("fido2", required: false, [.. Common(), Failure(required: false), Field.Text("fido2PolicyId")]);

    private static IEnumerable<Field> Common() =>
        [Field.Flag("enabled", required: true), Field.Flag("pairingDisabled"), Field.Flag("promptForNicknameOnPairing")];

    private static Field Otp(params ImmutableArray<Field> members) => Field.Object("otp", required: true, members);

    private static Field Length() => Field.Number("otpLength", 6, 10, ifAbsent: 6);

    /// <summary>PingOne's own example has a cool-down of 0.</summary>
    private static Field Failure(bool required = true) =>
        Field.Object(
            "failure",
            required,
            Field.Number("count", 1, 7, required: required),
            Period("coolDown", (0, 30 * 60), Units, required)
        );

    private static Field Enabled(string name) => Field.Object(name, required: false, Field.Flag("enabled", required: true));

    private static Field Period(string name, (int Least, int Most) duration, string[] units, bool required = true) =>
        Field.Object(
            name,
            required,
            Field.Number("duration", duration.Least, duration.Most, required: true),
            Field.Choice("timeUnit", units, required: true)
        );
}
