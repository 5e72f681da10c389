using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting.Ordering;

/// <summary>
/// Events of several runs that wait: up to some bytes in memory, beyond them as JSON in a file of pages, which are used again. Not for
/// several threads.
/// </summary>
/// <param name="open">A place of its own for the file, gone when it is closed; called when there is something to write.</param>
/// <param name="most">What may wait in memory, in bytes.</param>
internal sealed class EventSpool(Func<Stream> open, long most) : IDisposable
{
    /// <summary>Of the file, in bytes.</summary>
    private const int PageSize = 16 << 10;

    private readonly Stack<long> free = new();
    private Stream? file;
    private long pages;
    private long held;

    /// <summary>Whether what waits may wait in memory.</summary>
    public bool HasRoom => held <= most;

    /// <summary>Counts what waits in memory.</summary>
    public void Hold(long weight) => held += weight;

    /// <summary>Counts what waits in memory no longer.</summary>
    public void LetGo(long weight) => held -= weight;

    /// <summary>About how much memory an event takes, in bytes.</summary>
    public static long WeightOf(RunEvent happened) =>
        happened switch
        {
            RequestSent sent => WeightOf(sent.Exchange),
            // An exchange that it tells again is held once.
            StepFinished step => 1024 + step.Problems.Length * 1024 + step.Checks.Length * 256,
            RunFinished run => 1024 + run.Sources.Sum(s => s.Text.Length * 2L),
            _ => 512,
        };

    /// <summary>A place for the events of a run.</summary>
    public SpooledEvents Begin() => new(this);

    /// <summary>Writes to pages, whose numbers are added.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(MemoryStream bytes, List<long> to)
    {
        file ??= open();
        var (buffer, left) = (bytes.GetBuffer(), (int)bytes.Length);
        for (var at = 0; at < left; at += PageSize)
        {
            var page = free.TryPop(out var used) ? used : pages++;
            file.Position = page * PageSize;
            file.Write(buffer, at, Math.Min(PageSize, left - at));
            to.Add(page);
        }
    }

    /// <summary>Gives what was written, and uses its pages for others.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public byte[] Read(List<long> from, long length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < from.Count; i++)
        {
            file!.Position = from[i] * PageSize;
            file.ReadExactly(bytes, i * PageSize, (int)Math.Min(PageSize, length - (long)i * PageSize));
            free.Push(from[i]);
        }
        return bytes;
    }

    public void Dispose() => file?.Dispose();

    private static long WeightOf(ExchangeRecord exchange) => 2048 + 2L * ((exchange.RequestBody?.Length ?? 0) + exchange.AnswerBody.Length);
}

/// <summary>Events of one run in a file.</summary>
internal sealed class SpooledEvents(EventSpool spool)
{
    private readonly EventLog written = new();
    private readonly List<(List<long> Pages, long Length)> parts = [];

    /// <summary>They are to wait.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Add(IReadOnlyList<RunEvent> events)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var happened in events)
                written.Write(json, happened);
            json.WriteEndArray();
        }
        var pages = new List<long>();
        spool.Write(bytes, pages);
        parts.Add((pages, bytes.Length));
    }

    /// <summary>All of them, in their order; once.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IEnumerable<RunEvent> Take()
    {
        var log = new EventLog();
        foreach (var (pages, length) in parts)
        {
            using var document = JsonDocument.Parse(spool.Read(pages, length));
            foreach (var element in document.RootElement.EnumerateArray())
                yield return log.Read(element);
        }
    }
}
