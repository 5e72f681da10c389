using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Http.Pacing;

/// <summary>Sends when it is a request's turn, and has all runs of a command keep the pauses that origins ask for.</summary>
/// <param name="inner">Sends.</param>
/// <param name="pace">Shared by the runs of a command.</param>
internal sealed class PacedSender(IHttpSender inner, OriginPace pace) : IHttpSender
{
    /// <summary>Waits for the turn of a request before anything is said of its leaving; true when it had to.</summary>
    /// <param name="request">What is to be sent.</param>
    /// <param name="grants">What the run may contact.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The wish to stop came first.</exception>
    public ValueTask<bool> WaitAsync(RenderedRequest request, Grants grants, CancellationToken ct) =>
        pace.TryGet(request.Address.Plain, grants, out var turnstile) ? turnstile.PassAsync(ct) : new ValueTask<bool>(false);

    /// <inheritdoc cref="OriginPace.WhyWaiting"/>
    public string WhyWaiting(RenderedRequest request, Grants grants) => pace.WhyWaiting(request.Address.Plain, grants);

    public async Task<SendResult> SendAsync(RenderedRequest request, string? cookies, Grants grants, CancellationToken ct)
    {
        if (!pace.TryGet(request.Address.Plain, grants, out var turnstile))
            return await inner.SendAsync(request, cookies, grants, ct);
        try
        {
            // A pause may have been asked for since it had its turn.
            if (!request.HasTurn || turnstile.IsPaused)
                await turnstile.PassAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return Unanswered.Cancelled with { NeverLeft = true };
        }
        var result = await inner.SendAsync(request, cookies, grants, ct);
        if (result is not Answered { Exchange: var exchange })
            return result;
        if (pace.PauseOf(exchange) is { } pause)
            turnstile.Pause(pause);
        else
            turnstile.Answered();
        return result;
    }
}
