using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Http;

/// <summary>Where requests leave: one request, one answer, no redirects, no cookies of its own.</summary>
internal interface IHttpSender
{
    /// <param name="request">What is sent.</param>
    /// <param name="cookies">The <c>Cookie</c> header, or null.</param>
    /// <param name="grants">What the run may contact; decides which addresses are dialled (trust rule 2).</param>
    /// <param name="ct">The wish to stop. It is a result, as a time-out is; an answer that is there already is the result all the same.</param>
    Task<SendResult> SendAsync(RenderedRequest request, string? cookies, Grants grants, CancellationToken ct);
}
