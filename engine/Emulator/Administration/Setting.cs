using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>What an environment has one of: read and changed, and never made.</summary>
/// <param name="Kind">How it is kept: one entity without a parent, named like the kind.</param>
/// <param name="Start">What it says before anybody changed it.</param>
internal sealed record Setting(EntityKind Kind, Func<JsonObject> Start)
{
    public bool HasId { get; init; }

    public bool MayBeDeleted { get; init; }

    public static ImmutableArray<Setting> Table { get; } =
    [
        new(
            new EntityKind(
                "brandingSettings",
                "/brandingSettings",
                "brandingSettingsID",
                [
                    Field.Text("companyName"),
                    Field.Object("logo", false, Field.Text("href", required: true), Field.Text("id", required: true)),
                ]
            )
            {
                Operations = EntityOperations.None,
            },
            () => new JsonObject { ["companyName"] = "" }
        )
        {
            HasId = true,
            MayBeDeleted = false,
        },
        new(
            new EntityKind(
                "notificationsSettings",
                "/notificationsSettings",
                "notificationsSettingsID",
                [
                    Field.Choice("deliveryMode", ["ALL"]),
                    Field.Object(
                        "restrictions",
                        false,
                        Field.Object("smsVoiceQuota", true, Field.Number("daily", 0, int.MaxValue, required: true))
                    ),
                    Field.Texts("smsProvidersFallbackChain"),
                    Field.Object("from", false, Field.Text("name"), Field.Text("address")),
                    Field.Object("replyTo", false, Field.Text("name"), Field.Text("address")),
                    Field.Objects("whitelist", false, Field.Reference("user")),
                ]
            )
            {
                Operations = EntityOperations.None,
            },
            () => new JsonObject { ["deliveryMode"] = "ALL" }
        )
        {
            HasId = true,
            MayBeDeleted = true,
        },
        new(
            new EntityKind(
                "emailDeliverySettings",
                "/notificationsSettings/emailDeliverySettings",
                "emailDeliverySettingsID",
                [
                    Field.Choice("protocol", ["HTTP", "SMTP", "SMTPS"]),
                    Field.Object(
                        "authentication",
                        false,
                        Field.Choice("method", ["BASIC", "BEARER"], required: true),
                        Field.Text("authToken"),
                        Field.Text("username"),
                        Field.Text("password")
                    ),
                    Field.Object("from", false, Field.Text("name"), Field.Text("address")),
                    Field.Text("name"),
                    Field.Choice("provider", ["CUSTOM_PROVIDER"]),
                    Field.Object("replyTo", false, Field.Text("name"), Field.Text("address")),
                    Field.Objects(
                        "requests",
                        false,
                        Field.Text("body"),
                        Field.Choice("deliveryMethod", ["EMAIL"], required: true),
                        Field.Any("headers"),
                        Field.Choice("method", ["GET", "POST"], required: true),
                        Field.Text("url", required: true)
                    ),
                    Field.Text("host"),
                    Field.Number("port", 0, int.MaxValue, 465),
                    Field.Text("username"),
                    Field.Text("password"),
                ]
            )
            {
                Operations = EntityOperations.None,
            },
            () => new JsonObject { }
        )
        {
            HasId = false,
            MayBeDeleted = true,
        },
        new(
            new EntityKind(
                "adminConfig",
                "/adminConfig",
                "adminConfigID",
                [
                    Field.Object(
                        "allowedMethods",
                        false,
                        Field.Text("EMAIL", required: true),
                        Field.Text("FIDO2", required: true),
                        Field.Text("TOTP", required: true)
                    ),
                    Field.Choice("authenticationMethod", ["PINGONE", "EXTERNAL", "HYBRID"], required: true),
                    Field.Choice("mfaStatus", ["ENFORCE"], required: true),
                    Field.Reference("provider"),
                    Field.Flag("recovery", required: true),
                ]
            )
            {
                Operations = EntityOperations.None,
            },
            () =>
                new JsonObject
                {
                    ["authenticationMethod"] = "PINGONE",
                    ["mfaStatus"] = "ENFORCE",
                    ["recovery"] = true,
                }
        )
        {
            HasId = false,
            MayBeDeleted = false,
        },
        new(
            new EntityKind(
                "billOfMaterials",
                "/billOfMaterials",
                "billOfMaterialsID",
                [
                    Field.Choice("solutionType", ["WORKFORCE", "CUSTOMER", "CIAM_TRIAL", "WF_TRIAL"]),
                    Field.Objects(
                        "products",
                        true,
                        Field.Choice(
                            "type",
                            [
                                "PING_ONE_MFA",
                                "PING_ONE_DAVINCI",
                                "PING_ONE_ORCHESTRATE",
                                "PING_ONE_RISK",
                                "PING_ONE_FRAUD",
                                "PING_ONE_PROVISIONING",
                                "PING_DATA_SYNC",
                                "PING_DATA_GOVERNANCE",
                                "PING_ONE_FOR_ENTERPRISE",
                                "PING_ID_SDK",
                                "PING_ONE_FOR_SAAS",
                                "PING_ONE_VERIFY",
                                "PING_ONE_CREDENTIALS",
                                "PING_ONE_AUTHORIZE",
                                "PING_ONE_BASE",
                                "PING_FEDERATE",
                                "PING_ACCESS",
                                "PING_DIRECTORY",
                                "PING_AUTHORIZE",
                                "PING_ID",
                                "PING_ONE_ID",
                                "PING_INTELLIGENCE",
                                "PING_CENTRAL",
                            ],
                            required: true
                        ),
                        Field.Object("console", false, Field.Text("href", required: true)),
                        Field.Choices("tags", ["DAVINCI_MINIMAL"]),
                        Field.Reference("deployment"),
                        Field.Objects("bookmarks", false, Field.Text("name", required: true), Field.Text("href", required: true))
                    ),
                ]
            )
            {
                Operations = EntityOperations.None,
            },
            () =>
                new JsonObject
                {
                    ["products"] = new JsonArray(
                        new JsonObject { ["type"] = "PING_ONE_BASE" },
                        new JsonObject { ["type"] = "PING_ONE_MFA" }
                    ),
                }
        )
        {
            HasId = false,
            MayBeDeleted = false,
        },
    ];
}
