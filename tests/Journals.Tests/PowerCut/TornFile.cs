namespace PingOneScenarios.Journals.Tests.PowerCut;

/// <summary>A file of which the disk has what was synced, and of the rest whatever it likes.</summary>
/// <param name="name">Without its folder.</param>
internal sealed class TornFile(string name)
{
    private const int Sector = 512;

    private readonly List<DiskRecord> pending = [];
    private byte[] durable = [];
    private int length;

    public string Name => name;

    public void Do(DiskRecord record) => pending.Add(record);

    public void Sync()
    {
        foreach (var record in pending)
            Apply(record, ref durable, ref length);
        pending.Clear();
    }

    /// <summary>What is found after the power is back.</summary>
    public ReadOnlySpan<byte> After(Loss loss, Random random)
    {
        var (image, end) = (durable[..length], length);
        var kept = loss == Loss.Tail ? random.Next(pending.Count + 1) : pending.Count;
        if (loss is Loss.Nothing or Loss.Tail)
            pending.Take(kept).ToList().ForEach(record => Apply(record, ref image, ref end));
        if (loss == Loss.Sectors)
            pending.SelectMany(Sectors).Where(_ => random.Next(2) == 0).ToList().ForEach(record => Apply(record, ref image, ref end));
        return image.AsSpan(0, end);
    }

    // A disk writes whole sectors, in any order.
    private static IEnumerable<DiskRecord> Sectors(DiskRecord record)
    {
        if (record.Kind == 'T')
            yield return record;
        for (var at = 0; at < record.Octets.Length; )
        {
            var next = Math.Min(record.Octets.Length, at + Sector - (int)((record.Offset + at) % Sector));
            yield return record with
            {
                Offset = record.Offset + at,
                Octets = record.Octets[at..next],
            };
            at = next;
        }
    }

    private static void Apply(DiskRecord record, ref byte[] image, ref int end)
    {
        var needed = (int)record.Offset + record.Octets.Length;
        if (needed > image.Length)
            Array.Resize(ref image, Math.Max(needed, record.Kind == 'T' ? needed : image.Length * 2));
        if (record.Kind == 'T')
            Array.Clear(image, needed, image.Length - needed);
        record.Octets.CopyTo(image, (int)record.Offset);
        end = record.Kind == 'T' ? needed : Math.Max(end, needed);
    }
}

/// <summary>What a power cut takes of what was not synced.</summary>
internal enum Loss
{
    Nothing,
    All,
    Tail,
    Sectors,

    /// <summary>All, and names that were made or taken away since the folder was synced.</summary>
    Names,
}
