using System.Text.Json;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Providers;

/// <summary>Invites somebody to be an administrator: a user whose name is the e-mail address, and a code sent there.</summary>
internal static class Invitations
{
    public const string Purpose = "admin_invitation";

    private const int UsualMinutes = 60;

    /// <summary>Null when no living invitation has the code.</summary>
    public static User? Find(Call call, string code) =>
        call.Tenant.Registry.Users().FirstOrDefault(user => user.Invitation is { } sent && sent.IsAlive(call.Now) && sent.Value == code);

    public static Answer Create(Call call, JsonElement json)
    {
        var fields = new PropertyReader(Named(json));
        var user = UserFields.ReadNew(call, fields) with { Lifecycle = User.VerificationRequired };
        var name = fields.Child("name");
        foreach (var part in new[] { "given", "family" })
            if (name is null)
                fields.Missing($"name.{part}");
            else
                name.Text(part, required: true);
        if (fields.Child("invite")?.Flag("isAdmin", required: true) != true)
            fields.Invalid("invite.isAdmin", "must be true");
        var minutes = Minutes(fields);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        return call.Tenant.Registry.Add(user) switch
        {
            AddUserResult.Added => Shown(call, Send(call, user, minutes)),
            AddUserResult.UsernameTaken => ApiError.InvalidFields(call, NotUnique.Detail("email")),
            _ => ApiError.InvalidFields(call, UserEndpoints.UnknownPopulation("population.id")),
        };
    }

    /// <summary>Another code takes the place of the one before.</summary>
    public static Answer SendAgain(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var minutes = Minutes(fields);
        if (user.Lifecycle != User.VerificationRequired)
            fields.Add(new ErrorDetail("CONSTRAINT_VIOLATION", null, "The user has confirmed the account"));
        return fields.Problems.Count > 0 ? ApiError.InvalidFields(call, fields.Problems) : Shown(call, Send(call, user, minutes));
    }

    private static Answer Shown(Call call, User user) => Answer.Hal(201, json => UserBody.Write(json, call, user));

    private static int Minutes(PropertyReader fields) =>
        fields.Child("invite")?.Number("expirationMinutes", 1, int.MaxValue) ?? UsualMinutes;

    private static User Send(Call call, User user, int minutes)
    {
        var code = new OneTimeCode(call.Tenant.Ids.RecoveryCode(), call.Now + TimeSpan.FromMinutes(minutes));
        var invited = call.Tenant.Registry.Update(user.Id, now => now with { Invitation = code }) ?? user;
        call.Organization.Inbox.Add(new Message(call.Tenant.Ids.Uuid(), user.Email, "EMAIL", Purpose, code.Value, call.Now));
        return invited;
    }

    private static JsonElement Named(JsonElement json)
    {
        var email = json.TryGetProperty("email", out var value) ? value.Clone() : default;
        using var username = JsonDocument.Parse(
            $$"""{"username":{{(email.ValueKind == JsonValueKind.Undefined ? "null" : email.GetRawText())}}}"""
        );
        return MergePatch.Apply(System.Text.Json.Nodes.JsonObject.Create(json)!, username.RootElement);
    }
}
