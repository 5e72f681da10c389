using System.Text;

namespace PingOneScenarios.Journals.Tests.PowerCut;

/// <summary>Something a process did to its files, as <c>shim.c</c> wrote it down.</summary>
/// <param name="Kind">A letter; see there.</param>
/// <param name="File">Its number.</param>
/// <param name="Offset">Where in the file; its new length for a cut.</param>
/// <param name="Octets">What was written, printed, or its name.</param>
internal readonly record struct DiskRecord(char Kind, int File, long Offset, byte[] Octets)
{
    public string Text => Encoding.UTF8.GetString(Octets);

    public static List<DiskRecord> ReadAll(string path)
    {
        using var trace = new BinaryReader(System.IO.File.OpenRead(path));
        var records = new List<DiskRecord>();
        while (trace.BaseStream.Position < trace.BaseStream.Length)
        {
            var (kind, file, offset) = ((char)trace.ReadByte(), trace.ReadInt64(), trace.ReadInt64());
            records.Add(new DiskRecord(kind, (int)file, offset, trace.ReadBytes((int)trace.ReadInt64())));
        }
        return records;
    }
}
