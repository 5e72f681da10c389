using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>The page of <c>response_mode=form_post</c>: a form that a browser sends to the client by itself, and a button where no script runs.</summary>
internal static class FormPostPage
{
    private const string Script = "entity.forms[0].submit()";

    private static readonly string Policy =
        $"default-src 'none'; script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)))}'; base-uri 'none'; frame-ancestors 'none'";

    public static Answer Of(string redirectUri, JsonObject response)
    {
        var fields = string.Concat(
            response.Select(member => $"<input type=\"hidden\" name=\"{Safe(member.Key)}\" value=\"{Safe(member.Value!.ToString())}\">\n")
        );
        var page = $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Back to the application</title></head>
            <body>
            <form method="post" action="{Safe(redirectUri)}">
            {fields}<noscript><button type="submit">Continue</button></noscript>
            </form>
            <script>{Script}</script>
            </body>
            </html>

            """;
        return Answer.Html(page).NotStored().With("Content-Security-Policy", Policy);
    }

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
