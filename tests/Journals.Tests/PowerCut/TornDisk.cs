namespace PingOneScenarios.Journals.Tests.PowerCut;

/// <summary>A folder as a disk has it, record by record of what a process did.</summary>
internal sealed class TornDisk
{
    private readonly Dictionary<int, TornFile> files = [];
    private readonly HashSet<int> named = [];
    private HashSet<int> durablyNamed = [];

    public Acknowledged Acknowledged { get; } = new();

    public void Do(DiskRecord record)
    {
        switch (record.Kind)
        {
            case 'N':
                files[record.File] = new TornFile(Path.GetFileName(record.Text));
                named.Add(record.File);
                break;
            case 'U':
                named.Remove(record.File);
                break;
            case 'D':
                durablyNamed = [.. named];
                break;
            case 'S':
                files[record.File].Sync();
                break;
            case 'A':
                Acknowledged.Hear(record.Text);
                break;
            default:
                files[record.File].Do(record);
                break;
        }
    }

    /// <summary>Writes what is found after the power is back. The memory that processes share is gone.</summary>
    public void Write(string folder, Loss loss, Random random)
    {
        foreach (var number in loss == Loss.Names ? durablyNamed : named)
        {
            var file = files[number];
            if (!file.Name.EndsWith("-shm", StringComparison.Ordinal))
                File.WriteAllBytes(Path.Combine(folder, file.Name), file.After(loss, random));
        }
    }
}
