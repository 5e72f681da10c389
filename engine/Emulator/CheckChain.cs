using System.Runtime.CompilerServices;

namespace PingOneScenarios.Emulator;

/// <summary>The checks of a route, in the order they are written; what they establish is what its endpoint is given.</summary>
internal sealed class CheckChain(EndpointCheck passes)
{
    public static CheckChain Of(EndpointCheck check, [CallerArgumentExpression(nameof(check))] string name = "") =>
        new(call => Noted(call, name, check(call)));

    public CheckChain Require(EndpointCheck check, [CallerArgumentExpression(nameof(check))] string name = "") =>
        new(call => passes(call) ?? Noted(call, name, check(call)));

    public CheckChain<T> Find<T>(Func<Call, Established<T>> check, [CallerArgumentExpression(nameof(check))] string name = "") =>
        new(call => passes(call) is { } refusal ? refusal : Noted(call, name, check(call)));

    public Endpoint To(Endpoint endpoint) => call => passes(call) ?? endpoint(call);

    internal static Answer? Noted(Call call, string name, Answer? refusal)
    {
        call.Trace?.Add(name, refusal);
        return refusal;
    }

    internal static Established<T> Noted<T>(Call call, string name, Established<T> established)
    {
        call.Trace?.Add(name, established.IsRefused(out var refusal, out _) ? refusal : null);
        return established;
    }
}

/// <inheritdoc cref="CheckChain"/>
internal sealed class CheckChain<T>(Func<Call, Established<T>> run)
{
    public CheckChain<T> Require(EndpointCheck check, [CallerArgumentExpression(nameof(check))] string name = "") =>
        Require((call, _) => check(call), name);

    public CheckChain<T> Require(Func<Call, T, Answer?> check, [CallerArgumentExpression(nameof(check))] string name = "") =>
        new(call =>
            run(call).IsRefused(out var refusal, out var found) ? refusal
            : CheckChain.Noted(call, name, check(call, found)) is { } other ? other
            : found
        );

    /// <summary>What is found takes the place of what it was found by.</summary>
    public CheckChain<TNext> Narrow<TNext>(
        Func<Call, T, Established<TNext>> check,
        [CallerArgumentExpression(nameof(check))] string name = ""
    ) => new(call => run(call).IsRefused(out var refusal, out var found) ? refusal : CheckChain.Noted(call, name, check(call, found)));

    public CheckChain<T, TNext> Find<TNext>(
        Func<Call, Established<TNext>> check,
        [CallerArgumentExpression(nameof(check))] string name = ""
    ) => Find((call, _) => check(call), name);

    public CheckChain<T, TNext> Find<TNext>(
        Func<Call, T, Established<TNext>> check,
        [CallerArgumentExpression(nameof(check))] string name = ""
    ) =>
        new(call =>
            run(call).IsRefused(out var refusal, out var found) ? refusal
            : CheckChain.Noted(call, name, check(call, found)).IsRefused(out refusal, out var next) ? refusal
            : (found, next)
        );

    public Endpoint To(Func<Call, T, Answer> endpoint) =>
        call => run(call).IsRefused(out var refusal, out var found) ? refusal : endpoint(call, found);
}

/// <inheritdoc cref="CheckChain"/>
internal sealed class CheckChain<TFirst, TSecond>(Func<Call, Established<(TFirst First, TSecond Second)>> run)
{
    public CheckChain<TFirst, TSecond> Require(
        Func<Call, TFirst, TSecond, Answer?> check,
        [CallerArgumentExpression(nameof(check))] string name = ""
    ) =>
        new(call =>
            run(call).IsRefused(out var refusal, out var found) ? refusal
            : CheckChain.Noted(call, name, check(call, found.First, found.Second)) is { } other ? other
            : found
        );

    public CheckChain<TFirst, TSecond> Require(EndpointCheck check, [CallerArgumentExpression(nameof(check))] string name = "") =>
        Require((call, _, _) => check(call), name);

    public Endpoint To(Func<Call, TFirst, TSecond, Answer> endpoint) =>
        call => run(call).IsRefused(out var refusal, out var found) ? refusal : endpoint(call, found.First, found.Second);
}
