using System.Runtime.InteropServices;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>Which file systems a journal may lie on: those of one machine, which keep its locks and share its memory.</summary>
internal static partial class FileSystems
{
    // Larger than the answer on any system.
    private const int AnswerLength = 512;

    private const uint InUserSpace = 0x65735546;

    // As statfs(2) and the headers of Linux have them.
    private static readonly Dictionary<uint, string> Refused = new()
    {
        [0x6969] = "NFS",
        [0x517B] = "SMB",
        [0xFF534D42] = "CIFS",
        [0xFE534D42] = "SMB",
        [0x5346414F] = "AFS",
        [0x6B414653] = "AFS",
        [0x73757245] = "Coda",
        [0x564C] = "NCP",
        [0x01021997] = "9P, as drives of Windows have it in WSL,",
        [0x00C36400] = "Ceph",
        [0x0BD00BD0] = "Lustre",
        [0x47504653] = "GPFS",
        [0x19830326] = "BeeGFS",
        [0xAAD7AAEA] = "PanFS",
        [0x01161970] = "GFS2",
        [0x7461636F] = "OCFS2",
        [0x786F4256] = "a shared folder of VirtualBox",
        [0xBACBACBC] = "a shared folder of VMware",
    };

    // Programs that keep files on a disk of this machine.
    private static readonly HashSet<string> LocalPrograms = new(StringComparer.Ordinal)
    {
        "fuseblk",
        "virtiofs",
        "fuse.bindfs",
        "fuse.cryfs",
        "fuse.encfs",
        "fuse.exfat",
        "fuse.fuse-overlayfs",
        "fuse.gocryptfs",
        "fuse.mergerfs",
        "fuse.ntfs-3g",
        "fuse.unionfs",
    };

    /// <summary>Sees whether a journal may lie in a folder.</summary>
    /// <param name="journal">For what is said.</param>
    /// <param name="folder">One that is there.</param>
    /// <exception cref="JournalException">It may not.</exception>
    public static void Check(string journal, string folder)
    {
        if (Objection(folder) is { } kind)
        {
            throw new JournalException(
                $"the journal {journal} lies on {kind}, where locks and shared memory are not those of one machine",
                "use a journal on a disk of this machine"
            );
        }
    }

    /// <summary>What is wrong with a file system; null when nothing is.</summary>
    /// <param name="magic">Its kind, as <c>statfs</c> tells it.</param>
    /// <param name="mount">What it is called among the mounts, which is asked for when a program makes it; null when that is not known.</param>
    public static string? Objection(uint magic, Func<string?> mount)
    {
        if (Refused.TryGetValue(magic, out var kind))
            return kind + (kind.Contains(' ', StringComparison.Ordinal) ? "" : ", a network file system");
        if (magic != InUserSpace)
            return null;
        var name = mount();
        return name is not null && LocalPrograms.Contains(name) ? null : $"a file system of a program ({name ?? "fuse"})";
    }

    private static string? Objection(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return new DriveInfo(folder).DriveType == DriveType.Network ? "a network drive" : null;
        var answer = new byte[AnswerLength];
        return AskSystem(folder, answer) == 0 ? Objection(BitConverter.ToUInt32(answer), () => Mounts.KindOf(folder)) : null;
    }

    [LibraryImport("libc", EntryPoint = "statfs", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int AskSystem(string path, byte[] answer);
}
