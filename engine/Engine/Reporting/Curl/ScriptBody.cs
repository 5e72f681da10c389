using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Har;

namespace PingOneScenarios.Engine.Reporting.Curl;

/// <summary>The body of a request in a script. What is not shown as it was sent, such as a file, has to be given.</summary>
/// <param name="script">What is known so far.</param>
/// <param name="step">The step it belongs to.</param>
/// <param name="exchange">What was sent, with a body.</param>
/// <param name="before">Takes the lines that stand above the request.</param>
internal sealed partial class ScriptBody(Script script, StepFinished step, ExchangeRecord exchange, List<string> before)
{
    private readonly HashSet<string> uses = [.. step.Uses];
    private readonly string body = exchange.RequestBody ?? "";
    private readonly string type = HarParts.Header(exchange.RequestHeaders, "Content-Type") ?? "";

    /// <summary>The options of curl.</summary>
    public IEnumerable<string> Options()
    {
        if (exchange.RequestDigest is not null)
            return [$"--data-binary \"@${{{Unshown()}}}\""];
        if (File().Match(body) is { Success: true } file && file.Length == body.Length && file.Groups["size"].Value == Size())
            return [$"--data-binary \"@${{{FileVariable(file)}}}\""];
        if (Boundary().Match(type) is { Success: true } boundary)
            return Parts(boundary.Groups[1].Value);
        return IsShownAsSent() ? [$"--data-raw {Word()}"] : [$"--data-binary \"@${{{Unshown()}}}\""];
    }

    private string Size() => exchange.RequestSize.ToString("N0", CultureInfo.InvariantCulture);

    // Where a secret stands, the sizes tell nothing.
    private bool IsShownAsSent() =>
        !body.Contains('\0', StringComparison.Ordinal)
        && (body.Contains('‹', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(body) == exchange.RequestSize);

    private string Unshown() =>
        script.Require(
            $"body {step.Step.Id} {exchange.At:O}",
            $"body of {StepNames.Of(step.Step)}",
            $"the path of a file with {Size()} bytes, the"
        );

    private string FileVariable(Match file)
    {
        var (name, size) = (file.Groups["name"].Value, file.Groups["size"].Value);
        return script.Require($"file {name} {size}", "file " + name, $"the path of a file with {size} bytes, the");
    }

    private ShellWord Word()
    {
        var assertions = new ScriptAssertions(script, uses, exchange, before);
        if (type.Contains("x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return assertions.InForm(body);
        if (type.Contains("json", StringComparison.OrdinalIgnoreCase))
            return assertions.InJson(body);
        return script.Word(body, type.Contains("xml", StringComparison.OrdinalIgnoreCase) ? WordPlace.Xml : WordPlace.Raw, uses);
    }

    // The lines of the parts' heads end as the standard has it, whatever they are shown with.
    private string[] Parts(string boundary)
    {
        before.Add("{");
        foreach (var part in body.Split("--" + boundary, StringSplitOptions.RemoveEmptyEntries))
        {
            var head = part.IndexOf("\n\n", StringComparison.Ordinal);
            if (head < 0)
                continue;
            var lines = $"--{boundary}{part[..head].Replace("\n", "\r\n", StringComparison.Ordinal)}\r\n\r\n";
            before.Add($"  printf '%s' {script.Word(lines, WordPlace.Raw, uses)}");
            var content = part.EndsWith('\n') ? part[(head + 2)..^1] : part[(head + 2)..];
            before.Add(
                File().Match(content) is { Success: true } file && file.Length == content.Length
                    ? $"  cat \"${{{FileVariable(file)}}}\""
                    : $"  printf '%s' {script.Word(content, SlotOf(part[..head]), uses)}"
            );
            before.Add("  printf '\\r\\n'");
        }
        before.Add($"  printf '%s' {ShellWord.Quote($"--{boundary}--\r\n")}");
        before.Add("} >\"${work}/body\"");
        return ["--data-binary \"@${work}/body\""];
    }

    private static WordPlace SlotOf(string head) =>
        head.Contains("json", StringComparison.OrdinalIgnoreCase) ? WordPlace.Json : WordPlace.Raw;

    [GeneratedRegex(@"\(the file (?<name>[^\r\n]+), (?<size>[\d,]+) bytes\)", RegexOptions.ExplicitCapture)]
    private static partial Regex File();

    [GeneratedRegex("^multipart/form-data; boundary=([A-Za-z0-9-]+)\\z")]
    private static partial Regex Boundary();
}
