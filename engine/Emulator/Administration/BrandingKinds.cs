using System.Collections.Immutable;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>How sign-on pages look.</summary>
internal static class BrandingKinds
{
    public static EntityKind Theme { get; } =
        new(
            "theme",
            "/themes",
            "themeID",
            [
                Field.Object(
                    "configuration",
                    true,
                    Field.Text("backgroundColor"),
                    Field.Choice("backgroundType", ["NONE", "COLOR", "IMAGE", "DEFAULT"], required: true),
                    Field.Object("backgroundImage", false, Field.Text("href", required: true), Field.Text("id", required: true)),
                    Field.Text("bodyTextColor", required: true),
                    Field.Text("buttonColor", required: true),
                    Field.Text("buttonTextColor", required: true),
                    Field.Text("cardColor", required: true),
                    Field.Text("footer"),
                    Field.Text("headingTextColor", required: true),
                    Field.Text("linkTextColor", required: true),
                    Field.Object("logo", false, Field.Text("href", required: true), Field.Text("id", required: true)),
                    Field.Choice("logoType", ["IMAGE", "NONE"], required: true),
                    Field.Text("name")
                ),
                Field.Flag("default", required: true),
                Field.Choice("template", ["default", "focus", "mural", "slate", "split"], required: true),
            ]
        )
        {
            HasTimes = false,
        };

    /// <summary>A domain waits to be verified for ever: nobody looks at it here.</summary>
    public static EntityKind CustomDomain { get; } =
        new("customDomain", "/customDomains", "customDomainID", [Field.Text("domainName", required: true)])
        {
            UniqueBy = "domainName",
            Filters = ["domainName"],
            Operations = EntityOperations.Create | EntityOperations.List | EntityOperations.Read | EntityOperations.Delete,
            HasTimes = false,
            Complete = (_, domain, json) =>
            {
                json["status"] = "VERIFICATION_REQUIRED";
                json["canonicalName"] = $"{domain.Id}.edge.pingone.com";
            },
        };

    public static EntityKind Form { get; } =
        new(
            "form",
            "/forms",
            "formID",
            [
                Field.Choice("category", ["CUSTOM"], required: true),
                Field.Number("cols", 1, 4),
                Field.Object("components", true, Field.Any("fields", required: true)),
                Field.Text("description"),
                Field.Any("languageBundle"),
                Field.Flag("markOptional", required: true),
                Field.Flag("markRequired", required: true),
                Field.Text("name", required: true),
                Field.Flag("passwordAutoCompleteEnabled", false),
                Field.Flag("textAutoCompleteEnabled", false),
                Field.Choice("translationMethod", ["TRANSLATE", "DEFAULT_VALUE", "KEY"]),
            ]
        )
        {
            UniqueBy = "name",
            Filters = ["name"],
            HasTimes = false,
        };

    public static ImmutableArray<EntityKind> Rows { get; } = [Theme, CustomDomain, Form];
}
