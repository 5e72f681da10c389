using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Har;

namespace PingOneScenarios.Engine.Reporting.Curl;

/// <summary>A request as lines of a script.</summary>
/// <param name="script">What is known so far.</param>
/// <param name="step">The step it belongs to.</param>
/// <param name="exchange">What was sent.</param>
internal sealed partial class ScriptRequest(Script script, StepFinished step, ExchangeRecord exchange)
{
    private readonly FrozenSet<string> uses = step.Uses.Select(u => u.Text).ToFrozenSet(StringComparer.Ordinal);
    private readonly List<string> before = [];
    private readonly List<string> options = [];

    /// <summary>The lines, without what is taken out of the answer.</summary>
    /// <param name="isJudged">Whether the status has to be that of the run.</param>
    public IEnumerable<string> Lines(bool isJudged)
    {
        if (!Token().IsMatch(exchange.Method) || !IsAddress(exchange.Address))
            return ["# a request that is none of HTTP was left out"];
        var wanted = isJudged ? string.Create(CultureInfo.InvariantCulture, $"{exchange.Status ?? 0:000}") : "any";
        Add(exchange.Method == "HEAD" ? "--head" : $"--request {exchange.Method}");
        Add("--url " + Address());
        AddHeaders();
        AddCookies();
        AddBody();
        return [.. before, $"expect {wanted} {ShellWord.Quote($"{exchange.Method} {PathOf(exchange.Address)}")} curl \\", .. Continued()];
    }

    private IEnumerable<string> Continued() => options.Select((option, i) => $"  {option}{(i < options.Count - 1 ? " \\" : "")}");

    private void Add(string option) => options.Add(option);

    private string Address()
    {
        if (exchange.Hop > 0 && Origin().Match(exchange.Address) is { Success: true } origin)
        {
            script.Functions.Add("redirected");
            before.Add($"target=$(redirected {ShellWord.Quote(origin.Value)})");
            return "\"${target}\"";
        }
        string address = exchange.Address;
        // A secret that is the beginning of an address is not encoded, one within it is.
        var start = address.StartsWith('‹') ? address.IndexOf('›', StringComparison.Ordinal) + 1 : 0;
        var query = address.IndexOf('?', start);
        var path = query < 0 ? address.Length : query;
        var word = script.Word(address[..start], WordPlace.Raw, uses);
        script.Append(word, address[start..path], WordPlace.Path, uses);
        return script.Append(word, address[path..], WordPlace.Query, uses).ToString();
    }

    private void AddHeaders()
    {
        foreach (var header in exchange.RequestHeaders)
        {
            if (IsMadeByCurl(header) || !Token().IsMatch(header.Name) || header.Text.Text.Any(c => char.IsControl(c) && c != '\t'))
                continue;
            // curl takes a name with a semicolon for a header without a value.
            Add(
                header.Text.Length == 0
                    ? "--header " + ShellWord.Quote(header.Name + ";")
                    : "--header " + script.Append(new ShellWord().Literal(header.Name + ": "), header.Text, WordPlace.Raw, uses)
            );
            if (HarParts.Is(header, "Accept-Encoding"))
                Add("--compressed");
        }
        if (exchange.Credentials is { } credentials)
            Add("--user " + script.Word(credentials, WordPlace.Raw, uses));
    }

    private bool IsMadeByCurl(ShownValue header) =>
        HarParts.Is(header, "Content-Length")
        || HarParts.Is(header, "Host")
        || HarParts.Is(header, "User-Agent") && header.Text.Text == "p1s"
        || HarParts.Is(header, "Transfer-Encoding")
        || HarParts.Is(header, "Authorization") && exchange.Credentials is not null
        || HarParts.Is(header, "Cookie") && Pairs.SentCookies([header]).Any(IsOfJar);

    // A cookie that was set before comes from the jar, not from the scenario.
    private bool IsOfJar(NamedText cookie) => script.Cookies.Contains(cookie.Name);

    private void AddCookies()
    {
        var set = exchange.AnswerHeaders.Where(h => HarParts.Is(h, "Set-Cookie")).Select(h => h.Text.Text.Split('=')[0].Trim()).ToList();
        var sent = Pairs.SentCookies(exchange.RequestHeaders);
        var isSent = sent.Any(IsOfJar);
        if (isSent || set.Count > 0)
            Add("--cookie \"${jar}\"");
        // Beside the jar curl takes them as one field with it; a header of their own would be a second one.
        if (isSent && string.Join("; ", sent.Where(c => !IsOfJar(c)).Select(c => $"{c.Name}={c.Text}")) is { Length: > 0 } own)
            Add("--cookie " + script.Word(own, WordPlace.Raw, uses));
        if (set.Count > 0)
            Add("--cookie-jar \"${jar}\"");
        script.Cookies.UnionWith(set);
    }

    private void AddBody()
    {
        if (exchange.RequestBody is not null || exchange.RequestDigest is not null)
            options.AddRange(new ScriptBody(script, step, exchange, before).Options());
        else if (exchange.Method.Text is not ("GET" or "HEAD" or "DELETE" or "OPTIONS"))
            Add("--data-raw ''");
    }

    private static bool IsAddress(string address) =>
        Origin().IsMatch(address) || address.StartsWith('‹') && address.Contains('›', StringComparison.Ordinal);

    private static string PathOf(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal);
        var path = start < 0 ? -1 : address.IndexOf('/', start + 3);
        return path < 0 ? "/" : address[path..].Split('?', '#')[0];
    }

    [GeneratedRegex("^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}\\z")]
    private static partial Regex Token();

    [GeneratedRegex("^https?://[^/?#]+", RegexOptions.IgnoreCase)]
    private static partial Regex Origin();
}
