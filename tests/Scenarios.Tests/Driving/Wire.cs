using System.Collections.Concurrent;
using System.Diagnostics;

namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>
/// Every credential that really leaves this process by HTTP, taken from the runtime's own diagnostics: what is in <c>Authorization</c> and
/// <c>Cookie</c>, and the fields of forms.
/// </summary>
internal sealed class Wire : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentBag<IDisposable> subscriptions = [];
    private readonly ConcurrentBag<string> values = [];

    public Wire() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public IEnumerable<string> Credentials => values.Where(v => v.Length >= 16 && !v.Contains("://", StringComparison.Ordinal)).Distinct();

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener")
            subscriptions.Add(value.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key != "System.Net.Http.HttpRequestOut.Start")
            return;
        var request = (HttpRequestMessage)value.Value!.GetType().GetProperty("Request")!.GetValue(value.Value)!;
        if (request.Headers.TryGetValues("Authorization", out var authorization))
            values.Add(authorization.Single().Split(' ')[1]);
        if (request.Headers.TryGetValues("Cookie", out var cookies))
            AddAll(cookies.Single().Split("; "));
        if (request.Content?.Headers.ContentType?.MediaType == "application/x-www-form-urlencoded")
            AddAll(
                request
                    .Content.ReadAsStringAsync()
                    .Result.Split('&')
                    .Where(f =>
                        f.StartsWith("code=", StringComparison.Ordinal) || f.StartsWith("client_assertion=", StringComparison.Ordinal)
                    )
            );
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
    }

    private void AddAll(IEnumerable<string> pairs)
    {
        foreach (var pair in pairs)
            values.Add(Uri.UnescapeDataString(pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]));
    }
}
