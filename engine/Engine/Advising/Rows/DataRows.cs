using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http.Answers;

namespace PingOneScenarios.Engine.Advising.Rows;

/// <summary>Data that is refused: the <c>details</c> of PingOne's errors (its page of error codes), and conflicts.</summary>
internal static class DataRows
{
    private const int MostListed = 12;

    private static readonly (string Code, Func<FailedAnswer, SaidDetail, Advice?> Look)[] Details =
    [
        ("UNIQUENESS_VIOLATION", (answer, detail) => Taken(answer, detail.Target)),
        ("REQUIRED_VALUE", (answer, _) => new Advice($"add {Targets(answer, "REQUIRED_VALUE")} to the body")),
        ("EMPTY_VALUE", (answer, detail) => new Advice($"give {Target(answer, detail)} a value, or leave it out")),
        (
            "INVALID_CREDENTIALS",
            (_, _) =>
                new Advice(
                    "look at the username and the password: PingOne does not say which of them is wrong, and a user of another environment is unknown here"
                )
        ),
        ("PASSWORD_LOCKED_OUT", Locked),
        ("ACCOUNT_NOT_USABLE", (_, _) => new Advice("look at the user: whether it is enabled, verified and not locked")),
        (
            "NO_PASSWORD",
            (_, _) =>
                new Advice("give the user a password first: PUT …/users/<id>/password as application/vnd.pingidentity.password.set+json")
        ),
        ("OUT_OF_RANGE", Range),
        ("SIZE_LIMIT_EXCEEDED", (answer, detail) => new Advice($"make {Target(answer, detail)} shorter")),
        (
            "INVALID_FILTER",
            (_, _) =>
                new Advice(
                    "look at filter: attribute operator \"value\", such as username eq \"jo\"; not every attribute and operator is supported"
                )
        ),
        (
            "CONSTRAINT_VIOLATION",
            (_, _) =>
                new Advice(
                    "look at the words of the server: something else depends on this, such as the users of a population that is deleted"
                )
        ),
        ("INVALID_VALUE", InvalidValue),
    ];

    public static ImmutableArray<AdviceRow> Rows { get; } =
    [
        .. Details.Select(d => new AdviceRow(
            d.Code,
            answer => answer.Said.Code == "INVALID_DATA" && answer.Said.Detail(d.Code) is { } detail ? d.Look(answer, detail) : null
        )),
        new("body that cannot be read", Unreadable),
        new("conflict", Conflict),
    ];

    private static string Target(FailedAnswer answer, SaidDetail detail) =>
        detail.Target is { } target ? $"\"{answer.Shown(target)}\"" : "what the server names";

    private static string Targets(FailedAnswer answer, string code) =>
        Wording.And([.. answer.Said.Details.Where(d => d.Code == code).Select(d => Target(answer, d)).Distinct(StringComparer.Ordinal)]);

    private static Advice? Conflict(FailedAnswer answer) =>
        answer.Status == 409
            ? new Advice(
                "look at what is there already: PingOne says so of a name that is taken, which a value of its own in each run avoids, for example with <<run.id>>"
            )
            : null;

    private static Advice Taken(FailedAnswer answer, string? target) =>
        new(
            $"give {(target is null ? "it" : $"\"{answer.Shown(target)}\"")} a value of its own in each run, for example with <<run.id>>, or delete what an earlier run left behind"
        );

    private static Advice Locked(FailedAnswer answer, SaidDetail detail) =>
        new(
            detail.Number("secondsUntilUnlock") is { } seconds
                ? $"wait {seconds} s, or use another user: too many wrong passwords locked this one"
                : "wait until it is unlocked, or use another user: too many wrong passwords locked this one"
        );

    private static Advice Range(FailedAnswer answer, SaidDetail detail) =>
        (detail.Number("rangeMinimumValue"), detail.Number("rangeMaximumValue")) switch
        {
            ({ } low, { } high) => new Advice($"give {Target(answer, detail)} from {low} to {high}, in characters where it is text"),
            _ => new Advice($"look at the limits of {Target(answer, detail)}"),
        };

    private static Advice InvalidValue(FailedAnswer answer, SaidDetail detail)
    {
        var target = Target(answer, detail);
        if (detail.List("unsatisfiedRequirements") is { IsEmpty: false } requirements)
            return new Advice($"choose a password that the policy of the population takes; not satisfied: {Listed(answer, requirements)}");
        if (detail.List("allowedValues") is { IsEmpty: false } allowed)
            return new Advice($"give {target} one of {Listed(answer, allowed)}");
        if (ServerWords.TextOf(detail.Inner, "allowedPattern") is { } pattern)
            return new Advice($"give {target} a value that fits {answer.Shown(pattern)}");
        return detail.Number("failuresRemaining") is { } left
            ? new Advice($"look at the password: {left} more wrong ones lock the user")
            : new Advice($"look at the value of {target} in the body that was sent");
    }

    private static string Listed(FailedAnswer answer, ImmutableArray<string> texts) =>
        answer.Shown(string.Join(", ", texts.Take(MostListed)) + (texts.Length > MostListed ? ", …" : ""));

    private static Advice? Unreadable(FailedAnswer answer) =>
        answer.Status != 400 || answer.Said.Code != "INVALID_REQUEST" ? null
        : answer.Exchange.Request.Body is null && answer.Exchange.Request.Method is "POST" or "PUT" or "PATCH"
            ? new Advice("send a body, for example with json:", "the request has no body")
        : new Advice("look at the body and at its media type: the server could not make sense of the request");
}
