using System.Globalization;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Cli.Tests.Driving;

/// <summary>What is answered by whoever stands between, and by servers that are none of PingOne: one for each first part of a path.</summary>
internal static class OddAnswers
{
    private const string Page = "<!DOCTYPE html><title>Blocked</title><p>Your request was blocked.";

    public static string To(Recorded request) =>
        request.Target.Split('/')[1] switch
        {
            "407" => Answer("407 Proxy Authentication Required", "text/html", Page),
            "502" => Answer("502 Bad Gateway", "text/html", Page),
            "page" => Answer("403 Forbidden", "text/html", Page),
            "login" => Answer("200 OK", "text/html", "<!DOCTYPE html><title>Log in</title>"),
            "moved" => Answer("302 Found\r\nLocation: https://login.example.com/start?from=here", "text/html", ""),
            "fault" => Answer("500 Internal Server Error\r\nCorrelation-Id: 1-2-3", "application/json", "{}"),
            "forbidden" => Answer("403 Forbidden", "application/json", Refused("INSUFFICIENT_PERMISSIONS")),
            "licence" => Answer("403 Forbidden", "application/json", Refused("LICENSE_EXCEEDED")),
            "conflict" => Answer("409 Conflict", "application/json", "{}"),
            "garbage" => "SSH-2.0-OpenSSH_9.2\r\n",
            "first" => Answer("200 OK", "application/json", """{"access_token":"a-token-of-this-test"}"""),
            _ => Answer("401 Unauthorized", "application/json", """{"error":"invalid_client"}"""),
        };

    private static string Refused(string detail) =>
        $$"""{"code":"ACCESS_FAILED","message":"You do not have access to this resource.","details":[{"code":"{{detail}}"}]}""";

    private static string Answer(string status, string type, string body) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}"
        );
}
