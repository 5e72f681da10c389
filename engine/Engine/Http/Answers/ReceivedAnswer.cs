using System.Collections.Immutable;
using System.Net.Http.Headers;

namespace PingOneScenarios.Engine.Http.Answers;

/// <summary>Makes an exchange of an answer as .NET received it.</summary>
internal static class ReceivedAnswer
{
    /// <param name="request">As it was sent.</param>
    /// <param name="answer">With its body, which has been received by now.</param>
    /// <param name="watch">Is stopped.</param>
    public static HttpExchange Of(RenderedRequest request, HttpResponseMessage answer, ExchangeWatch watch)
    {
        var phases = watch.Stop(out var duration);
        var body = BodyOf(answer.Content);
        return new()
        {
            Request = request,
            Version = answer.Version,
            Status = (int)answer.StatusCode,
            Reason = answer.ReasonPhrase ?? answer.StatusCode.ToString(),
            Headers = Fields(answer),
            CookieOctets = answer.Headers.NonValidated.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [],
            Body = body,
            BytesReceived = body.Length,
            Duration = duration,
            Phases = phases,
        };
    }

    private static ImmutableArray<KeyValuePair<string, string>> Fields(HttpResponseMessage answer)
    {
        var (head, ofBody) = (answer.Headers.NonValidated, answer.Content.Headers.NonValidated);
        var fields = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(head.Count + ofBody.Count);
        Add(fields, head);
        Add(fields, ofBody);
        return fields.DrainToImmutable();
    }

    // As received: parsed headers would come back in the order and the spelling of .NET.
    private static void Add(ImmutableArray<KeyValuePair<string, string>>.Builder fields, HttpHeadersNonValidated headers)
    {
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
                fields.Add(new(name, HeaderOctets.Text(value)));
        }
    }

    // The whole answer has been received by now, nothing waits; only one to HEAD is no buffer, because it has no body.
    private static byte[] BodyOf(HttpContent content)
    {
        using var received = content.ReadAsStream();
        if (!received.CanSeek)
            return [];
        var body = new byte[received.Length];
        received.ReadExactly(body);
        return body;
    }
}
