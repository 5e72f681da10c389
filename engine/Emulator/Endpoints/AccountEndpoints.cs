using System.Text.Json;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Providers;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>POST to <c>…/users/{userID}</c>: what can be done with a user's account; the media type says which.</summary>
internal static class AccountEndpoints
{
    private static readonly (string Name, Func<Call, User, JsonElement, Answer> Run)[] Table =
    [
        ("account.lock", (call, user, _) => Keep(call, user, password => password.Lock(call.Now))),
        ("account.unlock", (call, user, _) => Keep(call, user, password => password.Unlock())),
        ("user.sendVerificationCode", (call, user, _) => SendVerificationCode(call, user)),
        ("account.sendVerificationCode", (call, user, _) => SendVerificationCode(call, user)),
        ("user.verify", Verify),
        ("user.invite", Invitations.SendAgain),
    ];

    /// <summary>The media type is an operation; otherwise 415.</summary>
    public static Answer? CheckMediaType(Call call) =>
        Table.Any(row => MediaTypes.Is(call, row.Name)) ? null : MediaTypes.Unsupported(call);

    public static Answer Act(Call call, User user, JsonElement json) =>
        Table.First(row => MediaTypes.Is(call, row.Name)).Run(call, user, json);

    private static Answer SendVerificationCode(Call call, User user)
    {
        EmailVerification.Send(call, user);
        return Show(call, user);
    }

    private static Answer Verify(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        if (fields.Text("verificationCode", required: true) is not { } code)
            return ApiError.InvalidFields(call, fields.Problems);
        return EmailVerification.Verify(call, user, code).IsRefused(out var refusal, out var verified) ? refusal : Show(call, verified);
    }

    private static Answer Keep(Call call, User user, Func<Password, Password> change) =>
        call.Tenant.Registry.Update(user.Id, now => now with { Password = change(now.Password), UpdatedAt = call.Now }) is { } stored
            ? Show(call, stored)
            : ApiError.NotFound(call);

    private static Answer Show(Call call, User user) => Answer.Hal(200, json => UserBody.Write(json, call, user));
}
