using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Curl;
using PingOneScenarios.Engine.Reporting.Html.Drawing;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html.Steps;

/// <summary>A request as sent and the answer as received, side by side where there is room.</summary>
/// <param name="view">The run.</param>
/// <param name="exchange">What to write.</param>
/// <param name="id">Of its place.</param>
internal sealed class ExchangePart(RunView view, ExchangeRecord exchange, string id)
{
    private readonly HtmlWriter html = view.Html;

    /// <param name="name">Which of those of the step it is, so that it can be closed; null when there is no other.</param>
    /// <param name="isOpen">Whether it begins open.</param>
    public void Write(string? name, bool isOpen)
    {
        if (name is null)
        {
            using var alone = html.In("div", "exchange", ("id", id));
            WriteInside();
            return;
        }
        using var details = html.In("details", "exchange", ("id", id), ("open", isOpen ? "" : null));
        using (html.In("summary"))
        {
            html.Element("b", name);
            html.Text($" {exchange.Method} {ShortAddress.Of(exchange.Address)} ");
            Badge.Write(html, exchange.Status, exchange.Status is { } status ? $"{status}" : "no answer");
        }
        WriteInside();
    }

    private void WriteInside()
    {
        using (html.In("p", "wire"))
        {
            html.Element("b", exchange.Method);
            html.Text(" ");
            html.Element("span", exchange.Address, "address");
        }
        using (html.In("div", "sides"))
        {
            WriteRequest();
            WriteAnswer();
        }
        TokenPart.Write(view, exchange, id);
        if (CurlCommand.Of(exchange) is { } curl)
            WriteCurl(curl);
    }

    private void WriteCurl(string command)
    {
        using var part = html.In("details", "part");
        html.Element("summary", "As curl");
        html.Element("pre", command, "curl");
    }

    private void WriteRequest()
    {
        using var side = html.In("div", "side");
        using (html.In("p", "side-name"))
        {
            html.Text("Request ");
            html.Element("small", exchange is { RequestBody: null, RequestDigest: null } ? "no body" : Said.Size(exchange.RequestSize));
        }
        FieldTable.WriteHeaders(html, exchange.RequestHeaders);
        FieldTable.Write(html, "Query", Pairs.QueryOf(exchange.Address));
        FieldTable.Write(html, "Cookies sent", Pairs.SentCookies(exchange.RequestHeaders));
        BodyPart.Write(html, exchange.RequestBody ?? "", MediaTypeOf(exchange.RequestHeaders));
        BodyPart.WriteDigest(html, exchange.RequestDigest);
    }

    private void WriteAnswer()
    {
        using var side = html.In("div", "side");
        using (html.In("p", "side-name"))
        {
            html.Text("Answer ");
            Badge.Write(html, exchange.Status, exchange.Status is { } status ? $"{status} {exchange.Reason}".TrimEnd() : "none");
            html.Element("small", Told());
        }
        if (exchange.Failure is { } failure)
            html.Element("p", failure, "failure");
        FieldTable.WriteHeaders(html, exchange.AnswerHeaders);
        SetCookies.Write(html, exchange.AnswerHeaders);
        FieldTable.Write(html, "Cookies refused or not sent", [.. exchange.CookieNotes.Select(n => (NamedText)n)]);
        BodyPart.Write(html, exchange.AnswerBody, MediaTypeOf(exchange.AnswerHeaders));
        BodyPart.WriteDigest(html, exchange.AnswerDigest);
    }

    private string Told()
    {
        string[] told =
        [
            exchange.Version.Length == 0 ? "" : $"HTTP/{exchange.Version}",
            exchange.Status is null ? "" : Said.Size(exchange.AnswerSize),
            DurationText.Fine(exchange.Duration),
            PhaseParts.Told(exchange.Phases),
        ];
        return " " + string.Join(" · ", told.Where(t => t.Length > 0));
    }

    private static string MediaTypeOf(ImmutableArray<ShownValue> headers) =>
        headers.FirstOrDefault(h => h.Name.Text.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Text;
}
