using System.Buffers;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>Tells the editor what is wrong with the open files and with those they include, and when it is no longer.</summary>
internal sealed class Publisher(OpenDocuments documents, MessageWriter output)
{
    /// <summary>What the editor was told last, by address.</summary>
    private readonly Dictionary<string, string> told = new(StringComparer.Ordinal);

    public async Task PublishAsync(CancellationToken ct)
    {
        var now = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, problems) in await CheckAsync(ct))
            now[documents.UriOf(path)] = Json(path, problems);
        foreach (var uri in told.Keys.Where(u => !now.ContainsKey(u)).ToList())
        {
            told.Remove(uri);
            await SendAsync(Json(uri, null, []), ct);
        }
        foreach (var (uri, json) in now.Where(n => told.GetValueOrDefault(n.Key) != n.Value))
        {
            told[uri] = json;
            await SendAsync(json, ct);
        }
    }

    // An open file is judged by itself; one that is not open by all open files that include it.
    private async Task<Dictionary<string, List<Diagnostic>>> CheckAsync(CancellationToken ct)
    {
        var byPath = documents.All.ToDictionary(d => d.Path, _ => new List<Diagnostic>(), StringComparer.Ordinal);
        foreach (var document in documents.All)
        {
            foreach (var problem in await documents.Files.CheckAsync(document.Path, ct))
            {
                var path = Path.GetFullPath(problem.Span.Source.Path);
                if (path != document.Path && documents.TryFind(path, out _))
                    continue;
                if (!byPath.TryGetValue(path, out var problems))
                    byPath[path] = problems = [];
                if (!problems.Exists(p => IsSame(p, problem)))
                    problems.Add(problem);
            }
        }
        return byPath;
    }

    private static bool IsSame(Diagnostic one, Diagnostic other) =>
        one.Code == other.Code && one.Span.Start == other.Span.Start && one.Span.Length == other.Span.Length && one.What == other.What;

    private Task SendAsync(string json, CancellationToken ct) =>
        output.NotifyAsync("textDocument/publishDiagnostics", Encoding.UTF8.GetBytes(json), ct);

    private string Json(string path, List<Diagnostic> problems) =>
        Json(documents.UriOf(path), documents.TryFind(path, out var document) ? document.Version : null, problems);

    private static string Json(string uri, int? version, List<Diagnostic> problems)
    {
        var body = new ArrayBufferWriter<byte>();
        var lines = new Dictionary<SourceText, TextLines>(ReferenceEqualityComparer.Instance);
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("uri", uri);
            if (version is { } number)
                writer.WriteNumber("version", number);
            writer.WriteStartArray("diagnostics");
            foreach (var problem in problems)
            {
                var source = problem.Span.Source;
                if (!lines.TryGetValue(source, out var known))
                    lines[source] = known = new TextLines(source.Text);
                Write(writer, problem, known);
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(body.WrittenSpan);
    }

    /// <summary>Writes a problem as the editor is told it.</summary>
    public static void Write(Utf8JsonWriter writer, Diagnostic problem, TextLines lines)
    {
        writer.WriteStartObject();
        lines.WriteRange(writer, "range", problem.Span.Start, problem.Span.Length);
        writer.WriteNumber(
            "severity",
            problem.Severity switch
            {
                Severity.Error => 1,
                Severity.Warning => 2,
                _ => 3,
            }
        );
        writer.WriteString("code", problem.Code.Id);
        writer.WriteString("source", "p1s");
        writer.WriteString("message", SafeText.Lines(FileProblem.MessageOf(problem)));
        writer.WriteEndObject();
    }
}
