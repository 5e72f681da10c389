using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Sign-on policies, their actions, and which application has which.</summary>
internal static partial class SignOnPolicyKinds
{
    private const int MostActions = 20;

    private static readonly string[] Unserved = ["PINGID_AUTHENTICATION", "PINGID_WINLOGIN_PASSWORDLESS_AUTHENTICATION"];

    public static EntityKind Policy { get; } =
        new(
            "signOnPolicy",
            "/signOnPolicies",
            "policyID",
            [
                Field.Text("name", required: true, maximum: 256, pattern: NamePattern()),
                Field.Text("description"),
                Field.Flag("default", ifAbsent: false),
            ]
        )
        {
            UniqueBy = "name",
            Filters = ["name"],
            Check = CheckDefault,
            Changed = KeepOneDefault,
            MayDelete = (call, policy) =>
                policy.Flag("default")
                    ? ApiError.InvalidFields(
                        call,
                        new ErrorDetail("CONSTRAINT_VIOLATION", "default", "The default policy cannot be deleted")
                    )
                    : null,
            Links = (call, policy) => [("actions", $"{call.Tenant.Addresses.Environment}/signOnPolicies/{policy.Id}/actions")],
        };

    public static EntityKind Action { get; } =
        new(
            "signOnPolicyAction",
            "/signOnPolicies/{policyID}/actions",
            "actionID",
            [Field.Number("priority", 1, int.MaxValue, required: true), Field.Text("type", required: true), Field.Any("condition")]
        )
        {
            Check = ReadOfType,
            Complete = (_, action, json) => json["signOnPolicy"] = new JsonObject { ["id"] = action.ParentId },
            HasTimes = false,
        };

    public static EntityKind Assignment { get; } =
        new(
            "signOnPolicyAssignment",
            "/applications/{applicationID}/signOnPolicyAssignments",
            "assignmentID",
            [Field.Number("priority", 1, int.MaxValue, required: true), Field.Reference("signOnPolicy", required: true)]
        )
        {
            Check = CheckAssignment,
            Complete = (_, assignment, json) => json["application"] = new JsonObject { ["id"] = assignment.ParentId },
            HasTimes = false,
        };

    public static ImmutableArray<EntityKind> Rows { get; } = [Policy, Action, Assignment];

    /// <summary>A default policy stays it until another becomes it.</summary>
    private static void CheckDefault(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        if (before?.Flag("default") == true && body["default"]?.GetValue<bool>() != true)
            fields.Invalid("default", "can only be set to true; make another policy the default");
    }

    private static void KeepOneDefault(Call call, Entity policy)
    {
        if (!policy.Flag("default") || call.Tenant.Entities.Find(Policy, policy.Id) is null)
            return;
        foreach (var other in call.Tenant.Entities.All(Policy))
            if (other.Id != policy.Id && other.Flag("default"))
            {
                var body = (JsonObject)other.Body.DeepClone();
                body["default"] = false;
                call.Tenant.Entities.Replace(Policy, other with { Body = body });
            }
    }

    /// <summary>The members that an action of this type has.</summary>
    private static void ReadOfType(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        if (before is null && call.Tenant.Entities.Of(Action, call.PathValues["policyID"]).Count >= MostActions)
            fields.Add(new ErrorDetail("CONSTRAINT_VIOLATION", "type", $"A sign-on policy has at most {MostActions} actions"));
        if (body["type"]?.GetValue<string>() is not { } type)
            return;
        if (SignOnKinds.Find(type) is not { IsInternal: false } kind)
        {
            if (Unserved.Contains(type))
                fields.Invalid("type", "is a type of PingOne's that the emulator does not have");
            else
                fields.Choice("type", [.. SignOnKinds.Table.Where(known => !known.IsInternal).Select(known => known.Type)]);
            return;
        }
        if (before is not null && before.Text("type") != type)
            fields.Invalid("type", "cannot be changed");
        foreach (var (name, value) in Field.ReadAll(fields, kind.Fields).ToArray())
            body[name] = value?.DeepClone();
        kind.Check?.Invoke(call, body, fields);
    }

    private static void CheckAssignment(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        if (body["signOnPolicy"]?["id"]?.GetValue<string>() is { } id && call.Tenant.Entities.Find(Policy, id) is null)
            fields.Invalid("signOnPolicy.id", "is not a sign-on policy of the environment");
        else if (body["signOnPolicy"]?["id"]?.GetValue<string>() is { } policy && call.Tenant.Entities.Of(Action, policy).Count == 0)
            fields.Invalid("signOnPolicy.id", "has no action; a policy needs one before it can be assigned");
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_. -]+\z|^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s]+\z")]
    private static partial Regex NamePattern();
}
