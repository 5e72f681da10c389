using System.Text;

namespace PingOneScenarios.Cli.Tests.Driving;

/// <summary>Takes text from any thread, and tells when something has been written.</summary>
internal sealed class HeardWriter : TextWriter
{
    /// <summary>Only to fail with: nothing here takes long on a machine that works.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Lock turn = new();
    private readonly StringBuilder written = new();
    private readonly List<(string Text, int Times, TaskCompletionSource Seen)> awaited = [];

    public HeardWriter() => CoreNewLine = ['\n'];

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Write(string? value)
    {
        lock (turn)
        {
            written.Append(value);
            foreach (var (text, times, seen) in awaited)
            {
                if (Has(text, times))
                    seen.TrySetResult();
            }
        }
    }

    public override string ToString()
    {
        lock (turn)
            return written.ToString();
    }

    /// <param name="text">What is waited for.</param>
    /// <param name="times">How often it must have been written.</param>
    /// <param name="writer">Who writes; when it ends before, the text will never come.</param>
    public async Task SeeAsync(string text, int times, Task writer)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (turn)
        {
            if (Has(text, times))
                return;
            awaited.Add((text, times, seen));
        }
        var ended = await Task.WhenAny(seen.Task, writer, Task.Delay(Patience, TestContext.Current.CancellationToken));
        Assert.True(ended == seen.Task || Has(text, times), $"\"{text}\" was not printed {times} times but this:\n{Tail}");
    }

    private string Tail => ToString() is { Length: > 4000 } all ? all[^4000..] : ToString();

    private bool Has(string text, int times)
    {
        var all = ToString();
        var at = -1;
        for (var found = 0; found < times; found++)
        {
            at = all.IndexOf(text, at + 1, StringComparison.Ordinal);
            if (at < 0)
                return false;
        }
        return true;
    }
}
