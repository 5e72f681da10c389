using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Providers;

/// <summary>Links a user with an account at an identity provider without a sign-on.</summary>
internal static class LinkEndpoint
{
    public static Answer Create(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        if (!fields.Has("identityProvider"))
            fields.Missing("identityProvider");
        var provider = fields.Child("identityProvider")?.Text("id", required: true);
        var external = fields.Text("externalId", required: true);
        var attributes = Attributes(fields, json);
        if (provider is not null && ProviderKinds.Find(call, provider) is null)
            fields.Invalid("identityProvider.id", "is not an identity provider of the environment");
        else if (provider is not null && external is not null && ExternalAccounts.Find(call, provider, external) is { } linked)
            fields.Add(NotUnique.Detail("externalId", linked.Id));
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var account = new ExternalAccount(provider!, external!, attributes);
        ExternalAccounts.Update(call, user, account);
        var made = ExternalAccounts.Link(call, user, account);
        return Answer.Hal(201, new EntityEndpoints(ProviderKinds.LinkedAccount).ToJson(call, made));
    }

    private static ImmutableArray<MappedAttribute> Attributes(PropertyReader fields, JsonElement json)
    {
        if (fields.Child("attributes") is not { } given)
            return [];
        var attributes = ImmutableArray.CreateBuilder<MappedAttribute>();
        foreach (var member in json.GetProperty("attributes").EnumerateObject())
            if (given.Child(member.Name) is { } attribute && attribute.Text("value", required: true) is { } value)
                attributes.Add(
                    new MappedAttribute(
                        member.Name,
                        value,
                        attribute.Choice("update", ["EMPTY_ONLY", "ALWAYS"], required: true) == "ALWAYS"
                    )
                );
        return attributes.ToImmutable();
    }
}
