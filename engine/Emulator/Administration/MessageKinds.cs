using System.Collections.Immutable;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>What messages are sent with, in which language, and who hears of events.</summary>
internal static class MessageKinds
{
    public static EntityKind Language { get; } =
        new(
            "language",
            "/languages",
            "environmentLanguageID",
            [
                Field.Flag("default", required: true),
                Field.Flag("enabled", required: true),
                Field.Text("locale", required: true),
                Field.Text("name"),
            ]
        )
        {
            UniqueBy = "locale",
            MadeStatus = 200,
            Filters = ["locale"],
            Complete = (_, language, json) => json["customerAdded"] = !language.IsBuiltIn,
        };

    public static EntityKind NotificationsPolicy { get; } =
        new(
            "notificationsPolicy",
            "/notificationsPolicies",
            "notificationsPolicyID",
            [
                Field.Object("cooldownConfiguration", false, Cooldown("email"), Cooldown("sms"), Cooldown("voice"), Cooldown("whatsApp")),
                Field.Object(
                    "countryLimit",
                    false,
                    Field.Choice("type", ["NONE", "ALLOWED", "DENIED"], required: true),
                    Field.Choices("deliveryMethods", ["SMS", "Voice"]),
                    Field.Texts("countries", required: true)
                ),
                Field.Flag("default", false),
                Field.Text("name", required: true),
                Field.Object(
                    "providerConfiguration",
                    false,
                    Field.Objects(
                        "conditions",
                        false,
                        Field.Choices("deliveryMethods", ["VOICE", "SMS"]),
                        Field.Texts("countries"),
                        Field.Objects("fallbackChain", false, Field.Text("id", required: true))
                    )
                ),
                Field.Objects(
                    "quotas",
                    true,
                    Field.Choice("type", ["USER", "ENVIRONMENT"], required: true),
                    Field.Choices("deliveryMethods", ["SMS", "Voice", "Email"], required: true),
                    Field.Number("total", 0, int.MaxValue),
                    Field.Number("claimed", 0, int.MaxValue),
                    Field.Number("unclaimed", 0, int.MaxValue)
                ),
            ]
        )
        {
            UniqueBy = "name",
            MadeStatus = 200,
            Filters = ["name"],
        };

    public static EntityKind EmailDomain { get; } =
        new("emailDomain", "/emailDomains", "emailDomainID", [Field.Text("domainName", required: true)])
        {
            UniqueBy = "domainName",
            Filters = ["domainName"],
            Operations = EntityOperations.Create | EntityOperations.List | EntityOperations.Read | EntityOperations.Delete,
            HasTimes = false,
        };

    /// <summary>An address of the domain; nobody can say here that it is verified.</summary>
    public static EntityKind TrustedEmail { get; } =
        new("trustedEmail", "/emailDomains/{emailDomainID}/trustedEmails", "trustedEmailID", [Field.Text("emailAddress", required: true)])
        {
            UniqueBy = "emailAddress",
            Filters = ["emailAddress"],
            Operations = EntityOperations.Create | EntityOperations.List | EntityOperations.Read | EntityOperations.Delete,
            HasTimes = false,
            Complete = (_, _, json) =>
            {
                json.Remove("_links");
                json["status"] = "VERIFICATION_REQUIRED";
            },
        };

    public static EntityKind AlertChannel { get; } =
        new(
            "alertChannel",
            "/alertChannels",
            "alertChannelID",
            [
                Field.Text("alertName"),
                Field.Choice("channelType", ["EMAIL"], required: true),
                Field.Texts("addresses", required: true),
                Field.Choices("includeSeverities", ["INFO", "WARNING", "ERROR"]),
                Field.Choices(
                    "includeAlertTypes",
                    [
                        "CERTIFICATE_EXPIRED",
                        "CERTIFICATE_EXPIRING",
                        "GATEWAY_VERSION_DEPRECATED",
                        "GATEWAY_VERSION_DEPRECATING",
                        "KEY_PAIR_EXPIRED",
                        "KEY_PAIR_EXPIRING",
                        "LICENSE_90_PERCENT_USER_SOFT_LIMIT",
                        "LICENSE_EXPIRED",
                        "LICENSE_EXPIRING",
                        "LICENSE_ROTATED",
                        "LICENSE_USER_HARD_LIMIT_EXCEEDED",
                        "LICENSE_USER_SOFT_LIMIT_EXCEEDED",
                        "RATE_LIMIT_EXCEEDED",
                        "RATE_LIMIT_WARNING",
                        "RISK_CONFIGURATION",
                        "SUSPICIOUS_TRAFFIC",
                    ]
                ),
                Field.Choices(
                    "excludeAlertTypes",
                    [
                        "CERTIFICATE_EXPIRED",
                        "CERTIFICATE_EXPIRING",
                        "GATEWAY_VERSION_DEPRECATED",
                        "GATEWAY_VERSION_DEPRECATING",
                        "KEY_PAIR_EXPIRED",
                        "KEY_PAIR_EXPIRING",
                        "LICENSE_90_PERCENT_USER_SOFT_LIMIT",
                        "LICENSE_EXPIRED",
                        "LICENSE_EXPIRING",
                        "LICENSE_ROTATED",
                        "LICENSE_USER_HARD_LIMIT_EXCEEDED",
                        "LICENSE_USER_SOFT_LIMIT_EXCEEDED",
                        "RATE_LIMIT_EXCEEDED",
                        "RATE_LIMIT_WARNING",
                        "RISK_CONFIGURATION",
                        "SUSPICIOUS_TRAFFIC",
                    ]
                ),
            ]
        )
        {
            Operations = EntityOperations.Create | EntityOperations.List | EntityOperations.Replace | EntityOperations.Delete,
            HasTimes = false,
        };

    /// <summary>Kept; the emulator sends nothing to it.</summary>
    public static EntityKind Subscription { get; } =
        new(
            "subscription",
            "/subscriptions",
            "subscriptionID",
            [
                Field.Object("connectionDetails", false, Field.Text("url", required: true), Field.Any("headers")),
                Field.Flag("enabled", required: true),
                Field.Object(
                    "filterOptions",
                    true,
                    Field.Texts("includedActionTypes", required: true),
                    Field.Objects("includedApplications", false, Field.Text("id", required: true)),
                    Field.Objects("includedPopulations", false, Field.Text("id", required: true)),
                    Field.Choices("includedTags", ["adminIdentityEvent"]),
                    Field.Flag("ipAddressExposed", false),
                    Field.Flag("userAgentExposed", false)
                ),
                Field.Choice("format", ["ACTIVITY", "SPLUNK", "NEWRELIC"]),
                Field.Object("httpEndpoint", false, Field.Text("url", required: true), Field.Any("headers")),
                Field.Text("name", required: true),
                Field.Object(
                    "payloadOptions",
                    false,
                    Field.Object(
                        "maximumPayloadLimit",
                        false,
                        Field.Choice("type", ["EVENTS_PER_PAYLOAD", "KB_PER_PAYLOAD"]),
                        Field.Number("size", 0, int.MaxValue)
                    ),
                    Field.Object(
                        "payloadFormat",
                        false,
                        Field.Object("tcp", false, Field.Choice("format", ["JSON_DOC", "RFC_LOGLINE"]), Field.Any("additionalAttributes")),
                        Field.Object("https", false, Field.Choice("format", ["JSON_ARRAY", "ND_JSON"]), Field.Flag("prettyPrint"))
                    )
                ),
                Field.Choice("protocol", ["HTTPS", "TCP_IP"]),
                Field.Reference("tlsClientAuthKeyPair"),
                Field.Flag("verifyTlsCertificates", required: true),
            ]
        )
        {
            UniqueBy = "name",
            Filters = ["name"],
        };

    public static ImmutableArray<EntityKind> Rows { get; } =
    [Language, NotificationsPolicy, EmailDomain, TrustedEmail, AlertChannel, Subscription];

    /// <summary>How long a channel waits before it sends again.</summary>
    private static Field Cooldown(string channel) =>
        Field.Object(
            channel,
            true,
            Field.Flag("enabled", required: true),
            Field.Objects(
                "periods",
                false,
                Field.Number("duration", 10, 600, required: true),
                Field.Choice("timeUnit", ["SECONDS", "MINUTES"], required: true)
            ),
            Field.Text("groupBy"),
            Field.Number("resendLimit", 0, int.MaxValue)
        );
}
