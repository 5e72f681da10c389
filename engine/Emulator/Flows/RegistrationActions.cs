using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>A user who registers, and proves the e-mail address by a code that has no end but its tries.</summary>
internal static class RegistrationActions
{
    public const string Purpose = "verification_code_template";

    public static ImmutableArray<FlowAction> Rows { get; } =
    [
        new("user.register", [FlowStatus.UsernamePasswordRequired, FlowStatus.SignOnRequired], Register)
        {
            If = flow => flow.Step?.Flag("registration.enabled") == true,
        },
        new("user.sendVerificationCode", [FlowStatus.VerificationCodeRequired], SendAgain),
        new("user.verify", [FlowStatus.VerificationCodeRequired], Verify),
    ];

    /// <summary>The flow waiting for the code it sends.</summary>
    public static Answer AskForCode(Call call, Flow flow, User user) =>
        FlowSteps.Show(
            call,
            SentCodes.Send(call, flow, user, Purpose, DateTimeOffset.MaxValue) with
            {
                Status = FlowStatus.VerificationCodeRequired,
                UserId = user.Id,
            }
        );

    private static Answer Register(Call call, Flow flow, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var user = UserFields.ReadNew(call, fields) with
        {
            PopulationId = flow.Step!.Text("registration.population.id") ?? call.Tenant.Registry.DefaultPopulationId,
            Enabled = true,
            Lifecycle = User.VerificationRequired,
        };
        var password = fields.Text("password", required: true);
        if (password is not null && PasswordPolicy.Violation(call, new ProposedPassword(password, user), "password") is { } violation)
            fields.Add(violation);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        switch (call.Tenant.Registry.Add(user))
        {
            case AddUserResult.UsernameTaken:
                return ApiError.InvalidFields(call, NotUnique.Detail("username"));
            case AddUserResult.UnknownPopulation:
                return FlowSteps.Show(call, flow.Fail("server_error", "The policy registers users in a population that does not exist"));
        }
        FlowPassword.Change(call, new ProposedPassword(password!, user), "password");
        return AskForCode(call, flow, user);
    }

    private static Answer SendAgain(Call call, Flow flow, JsonElement json) =>
        call.Tenant.Registry.FindUser(flow.UserId!) is { } user ? AskForCode(call, flow, user) : ApiError.NotFound(call);

    private static Answer Verify(Call call, Flow flow, JsonElement json)
    {
        var fields = new PropertyReader(json);
        if (fields.Text("verificationCode", required: true) is not { } given)
            return ApiError.InvalidFields(call, fields.Problems);
        if (SentCodes.Judge(call, flow, given, "verificationCode") is { } wrong)
            return ApiError.InvalidFields(call, wrong);
        call.Tenant.Registry.Update(
            flow.UserId!,
            user => user with { Lifecycle = User.AccountOk, EmailVerified = true, UpdatedAt = call.Now }
        );
        return FlowSteps.GoOn(call, flow, LoginActions.Method);
    }
}
