using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Entities;

/// <summary><c>/passwordPolicies</c>: the kind, and the three that each environment has from the start.</summary>
internal static class PasswordPolicies
{
    public static EntityKind Kind { get; } =
        new(
            "passwordPolicy",
            "/passwordPolicies",
            "passwordPolicyID",
            [
                Field.Text("name", required: true, maximum: 256),
                Field.Text("description"),
                Field.Flag("default", ifAbsent: false),
                Field.Flag("excludesCommonlyUsed", required: true),
                Field.Flag("excludesProfileData", required: true),
                Field.Flag("notSimilarToCurrent", required: true),
                Field.Object("history", required: false, AtLeastOne("count"), AtLeastOne("retentionDays")),
                Field.Object(
                    "length",
                    required: false,
                    Field.Number("max", 255, 255, ifAbsent: 255),
                    Field.Number("min", 8, 32, ifAbsent: 8)
                ),
                Field.Object("lockout", required: false, AtLeastOne("durationSeconds"), AtLeastOne("failureCount")),
                AtLeastOne("maxAgeDays"),
                AtLeastOne("minAgeDays"),
                Field.Number("maxRepeatedCharacters", 1, 255),
                Field.Object("minCharacters", required: false, [.. PasswordRules.CharacterSets.Select(AtLeastOne)]),
                AtLeastOne("minComplexity"),
                Field.Number("minUniqueCharacters", 1, 255),
                .. PasswordRules.SequenceRules.Select(Sequence),
            ]
        )
        {
            UniqueBy = "name",
            Filters = ["name"],
            Check = Check,
            Changed = Change,
            MayDelete = MayDelete,
            Complete = (call, policy, json) =>
            {
                json["default"] = call.Tenant.PasswordPolicyId == policy.Id;
                json["populationCount"] = Populations(call.Tenant, policy).Count();
            },
        };

    /// <summary>The governing one of a user: the population's, else the environment's.</summary>
    public static PasswordRules Of(Tenant tenant, User user)
    {
        var own = tenant.Registry.FindPopulation(user.PopulationId)?.PasswordPolicyId;
        return PasswordRules.Of(tenant.Entities.Find(Kind, own ?? tenant.PasswordPolicyId)!);
    }

    /// <summary>The three that are there from the start; Standard is the default at first.</summary>
    public static void AddBuiltIn(Tenant tenant)
    {
        foreach (var body in BuiltInPolicies.Bodies())
        {
            var policy = BuiltIn.Of(Kind, tenant.EnvironmentId, tenant.CreatedAt, body);
            var isDefault = policy.Flag("default");
            tenant.Entities.Add(Kind, isDefault ? policy with { Id = tenant.PasswordPolicyId } : policy);
        }
    }

    private static Field AtLeastOne(string name) => Field.Number(name, 1, int.MaxValue);

    private static Field Sequence(string name) =>
        Field.Object(name, required: false, Field.Number("maxLength", IsOfKeyboard(name) ? 3 : 2, 3, required: true));

    private static bool IsOfKeyboard(string rule) => rule is "qwertySequenceRule" or "shiftedNumberRowSequenceRule";

    /// <summary>A password is good for three weeks of warnings beyond its least age.</summary>
    private static void Check(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        var (maximum, minimum) = (body["maxAgeDays"], body["minAgeDays"]);
        if (maximum is not null && maximum.GetValue<int>() <= (minimum?.GetValue<int>() ?? 0) + 21)
            fields.Invalid("maxAgeDays", "must be greater than the sum of minAgeDays and 21");
        if (before is not null && before.Id == call.Tenant.PasswordPolicyId && body["default"] is { } flag && !flag.GetValue<bool>())
            body["default"] = true;
    }

    private static void Change(Call call, Entity policy)
    {
        if (policy.Flag("default"))
            call.Tenant.PasswordPolicyId = policy.Id;
    }

    private static Answer? MayDelete(Call call, Entity policy)
    {
        if (policy.Id == call.Tenant.PasswordPolicyId)
            return Refuse(call, "The password policy is the default of the environment");
        return Populations(call.Tenant, policy).Any() ? Refuse(call, "The password policy is used by a population") : null;
    }

    private static Answer Refuse(Call call, string why) => ApiError.InvalidFields(call, new ErrorDetail("CONSTRAINT_VIOLATION", null, why));

    private static IEnumerable<Population> Populations(Tenant tenant, Entity policy) =>
        tenant.Registry.Populations().Where(population => population.PasswordPolicyId == policy.Id);
}
