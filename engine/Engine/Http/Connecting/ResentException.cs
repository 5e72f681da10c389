namespace PingOneScenarios.Engine.Http.Connecting;

/// <summary>
/// .NET was about to send a request a second time, which it does by itself when a connection ends before an answer and when a server
/// refuses a request over HTTP/2. One attempt is one request.
/// </summary>
internal sealed class ResentException() : IOException("the request was sent once already");
