using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Fuzz.Targets;

/// <summary>The address of a request on the first line, the values of <c>v</c> and <c>w</c> on the next two.</summary>
internal static class AddressTarget
{
    private const string Granted = "https://api.example.com/v1";

    public static FuzzTarget Row { get; } =
        new(
            "address",
            "what begins with the granted address goes to its origin, whatever the values are; the trust rules and .NET agree on the host; a value fills its segment",
            () => [.. Seeds.Select(Encoding.UTF8.GetBytes)],
            [
                .. "<<api>> <<v>> <<w>> / // ? & = # @ : . .. %2e %2F %5c \\ ; https:// http:// api.example.com evil.example 127.1 0x7f000001 2130706433 [::1] [::ffff:127.0.0.1] localhost :443 :80 . é xn-- 。 ％ ⓔ \u200b \0 \t \r".Split(
                    ' '
                ),
            ],
            Run
        );

    private static string[] Seeds =>
        [
            "<<api>>/users/<<v>>/password?x=<<w>>\na/b\nc&d",
            "<<api>>\n\n",
            "<<v>>/a\nhttps://api.example.com@evil.example\n",
            "https://api.example.com/a/<<v>>\n..\n",
            "<<api>><<v>>\n.evil.example\n",
            "<<v>>/<<w>>?a=<<w>>\nhttps://other.example:8443/p\n%2e%2e",
        ];

    private static string Run(byte[] input)
    {
        var lines = FuzzWorld.Lines(FuzzWorld.Text(input), 3);
        var problems = new DiagnosticBag();
        var file = new FileScope("/pack/fuzz.yaml", "/pack", new TemplateParser(FuzzWorld.Functions), problems);
        if (AddressReader.Read(FuzzWorld.Located(lines[0]), file) is not { } address || problems.HasErrors)
            return FuzzWorld.Check(problems.All);
        var bag = VariableBag.Empty.With(Text("api", Granted)).With(Text("v", lines[1])).With(Text("w", lines[2]));
        var request = new RequestTemplate
        {
            Method = "GET",
            Address = address,
            Span = address.Span,
        };
        try
        {
            var rendered = new AddressRenderer(new TemplateRenderer(FuzzWorld.New(), new SecretMask())).Render(request, bag, out _).Plain;
            return Check(rendered, address);
        }
        catch (DiagnosticException e)
        {
            return FuzzWorld.Check([e.Diagnostic]) + e.Diagnostic.What;
        }
    }

    private static string Check(string rendered, AddressTemplate address)
    {
        var begins =
            address.Origin.Whole is { } whole && whole.Span.Text.Trim() == "api" || address.Origin.Literal == "https://api.example.com";
        if (!Origin.TryParse(rendered, out var origin, out var reason))
        {
            FuzzFailureException.Unless(!begins, $"the granted address is refused: {reason}");
            return reason;
        }
        FuzzFailureException.Unless(!begins || origin.ToString() == "https://api.example.com", $"it goes to {origin}");
        // A host may be written in any language; .NET sends it in ASCII.
        var behind = rendered.AsSpan(rendered.IndexOf('/', origin.Scheme.Length + 3));
        FuzzFailureException.Unless(!behind.ContainsAnyExceptInRange('!', '~'), "it holds a character no address may hold");
        var sent = new Uri(rendered);
        FuzzFailureException.Unless(
            sent.Scheme == origin.Scheme && sent.Port == origin.Port && sent.UserInfo.Length == 0 && Same(sent, origin.Host),
            $"the rules see {origin}, .NET dials {sent.Host}:{sent.Port}"
        );
        if (begins)
            CheckPath(sent, address);
        return $"{origin.Scheme} {address.Path.Length} {address.Query is null}";
    }

    // .NET resolves dot segments; then a segment would be gone.
    private static void CheckPath(Uri sent, AddressTemplate address)
    {
        var own = address.Origin.Whole is null ? 0 : 1;
        var written = Math.Max(address.Path.Length + own, 1);
        var there = sent.AbsolutePath.Count(c => c == '/');
        FuzzFailureException.Unless(there == written, $"{written} segments were written and {there} are sent");
    }

    private static bool Same(Uri sent, string host) => sent.IdnHost == host || sent.Host == host;

    private static Variable Text(string name, string value) => new(name, new TextValue(value), LabelSet.None, "fuzz");
}
