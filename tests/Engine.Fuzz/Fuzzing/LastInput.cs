using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Engine.Fuzz.Fuzzing;

/// <summary>
/// The input that is being tried, in a file that outlives the process: a stack that overflows or a loop without an end leaves no other trace.
/// Its first four bytes are the length.
/// </summary>
internal sealed class LastInput : IDisposable
{
    private const int Size = 1 << 17;

    private static readonly TimeSpan NoEnd = TimeSpan.FromSeconds(20);

    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly Timer alarm;
    private long notedAt = Stopwatch.GetTimestamp();

    public LastInput(string target)
    {
        alarm = new Timer(_ => EndWhenStuck(target), null, NoEnd, NoEnd);
        var folder = Directory.CreateDirectory(RepositoryRoot.PathOf(".artifacts", "fuzz"));
        file = MemoryMappedFile.CreateFromFile(Path.Combine(folder.FullName, target + ".last"), FileMode.Create, null, Size);
        view = file.CreateViewAccessor();
    }

    public void Note(byte[] input)
    {
        var length = Math.Min(input.Length, Size - 4);
        view.Write(0, length);
        view.WriteArray(4, input, 0, length);
        Volatile.Write(ref notedAt, Stopwatch.GetTimestamp());
    }

    public void Dispose()
    {
        alarm.Dispose();
        view.Dispose();
        file.Dispose();
    }

    // Nothing else can end a loop without an end.
    private void EndWhenStuck(string target)
    {
        if (Stopwatch.GetElapsedTime(Volatile.Read(ref notedAt)) < NoEnd)
            return;
        var input = new byte[view.ReadInt32(0)];
        view.ReadArray(4, input, 0, input.Length);
        Console.WriteLine($"{target}: an input takes longer than {NoEnd.TotalSeconds} s, kept as {new CorpusFolder(target).Write(input)}");
        Environment.Exit(1);
    }
}
