using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;

namespace PingOneScenarios.Emulator.Faults;

/// <summary>Counts the requests of each fault, so that the same requests in the same order meet the same faults.</summary>
internal sealed class FaultPlan(ImmutableArray<Fault> faults)
{
    private readonly int[] seen = new int[faults.Length];

    // How often each address was asked for, of the faults that count each for itself.
    private readonly ConcurrentDictionary<(int Fault, string Address), int> asked = new();

    // How many reads of each new resource are still to be hit.
    private readonly ConcurrentDictionary<(int Fault, string Id), int> unseen = new();

    public ImmutableArray<Fault> Faults => faults;

    /// <summary>What happens to this request: of several faults the first; null for nothing. All of them count it.</summary>
    public Fault? Next(Call call, string method, string path)
    {
        Fault? hit = null;
        for (var i = 0; i < faults.Length; i++)
            if (
                faults[i].Kind.IsOfNewResources
                    ? HitsRead(i, method, path)
                    : IsMeant(faults[i], call, method, path) && IsTurn(i, method, path)
            )
                hit ??= faults[i];
        return hit;
    }

    /// <summary>Told of each answer: a resource that was made is one that reads may not see yet.</summary>
    public void Answered(Answer answer, string method, string path)
    {
        if (answer.Status != 201)
            return;
        for (var i = 0; i < faults.Length; i++)
            if (faults[i].Kind.IsOfNewResources && (faults[i].At?.Matches(method, path) ?? true) && IdOf(answer) is { } id)
                unseen[(i, id)] = faults[i].Reads;
    }

    private static bool IsMeant(Fault fault, Call call, string method, string path) =>
        (fault.At?.Matches(method, path) ?? true) && (fault.Kind.Concerns?.Invoke(call) ?? true);

    private bool IsTurn(int index, string method, string path) =>
        faults[index].First is { } first
            ? asked.AddOrUpdate((index, $"{method} {path}"), 1, (_, count) => count + 1) <= first
            : faults[index].HitsTurn(Interlocked.Increment(ref seen[index]));

    private bool HitsRead(int index, string method, string path)
    {
        if (method != "GET" || unseen.IsEmpty)
            return false;
        foreach (var part in path.Split('/'))
            while (unseen.TryGetValue((index, part), out var left) && left > 0)
                if (unseen.TryUpdate((index, part), left - 1, left))
                    return true;
        return false;
    }

    private static string? IdOf(Answer answer)
    {
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
    }
}
