using System.Collections.Concurrent;
namespace PingOneScenarios.Emulator.Tests.OpenApi;
internal static class Survey
{
    public static readonly ConcurrentDictionary<string, int> Seen = [];
    public static void Note(Exchange e)
    {
        if (!Descriptions.IsManagement(e.Path)) return;
        var d = Descriptions.Find(e.Method, e.Path);
        foreach (var x in Descriptions.DifferencesOfAnswer(e))
            if (Seen.TryAdd($"{d?.ToString() ?? e.Method + " " + e.Path.Split('/').ElementAtOrDefault(4)} {e.Status}: {x}", 1))
                lock (Seen) File.AppendAllText("/tmp/oa-survey.txt", $"{d?.ToString() ?? e.Method + " " + e.Path} {e.Status}: {x}\n");
    }
}
