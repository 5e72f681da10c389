namespace PingOneScenarios.Journals.Tests;

/// <summary>Which file systems a journal may lie on.</summary>
public sealed class FileSystemTests
{
    // The numbers of statfs(2), and what the mounts call those that a program makes.
    [Theory]
    [InlineData(0xEF53, null, null)] // ext4
    [InlineData(0x58465342, null, null)] // XFS
    [InlineData(0x9123683E, null, null)] // Btrfs
    [InlineData(0x01021994, null, null)] // tmpfs
    [InlineData(0x794C7630, null, null)] // overlay
    [InlineData(0x2FC12FC1, null, null)] // ZFS
    [InlineData(0xF2F52010, null, null)] // F2FS
    [InlineData(0x00F15F, null, null)] // eCryptfs
    [InlineData(0x7366746E, null, null)] // NTFS
    [InlineData(0x4D44, null, null)] // FAT
    [InlineData(0x12345678, null, null)] // one that is not known
    [InlineData(0x6969, null, "NFS, a network file system")]
    [InlineData(0xFF534D42, null, "CIFS, a network file system")]
    [InlineData(0xFE534D42, null, "SMB, a network file system")]
    [InlineData(0x517B, null, "SMB, a network file system")]
    [InlineData(0x5346414F, null, "AFS, a network file system")]
    [InlineData(0x00C36400, null, "Ceph, a network file system")]
    [InlineData(0x0BD00BD0, null, "Lustre, a network file system")]
    [InlineData(0x7461636F, null, "OCFS2, a network file system")]
    [InlineData(0x01021997, null, "9P, as drives of Windows have it in WSL,")]
    [InlineData(0x786F4256, null, "a shared folder of VirtualBox")]
    [InlineData(0x65735546, "fuseblk", null)]
    [InlineData(0x65735546, "virtiofs", null)]
    [InlineData(0x65735546, "fuse.gocryptfs", null)]
    [InlineData(0x65735546, "fuse.fuse-overlayfs", null)]
    [InlineData(0x65735546, "fuse.sshfs", "a file system of a program (fuse.sshfs)")]
    [InlineData(0x65735546, "fuse.rclone", "a file system of a program (fuse.rclone)")]
    [InlineData(0x65735546, "fuse.unheard-of", "a file system of a program (fuse.unheard-of)")]
    [InlineData(0x65735546, null, "a file system of a program (fuse)")]
    public void A_disk_of_this_machine_is_needed(uint magic, string? mount, string? objection) =>
        Assert.Equal(objection, FileSystems.Objection(magic, () => mount));

    [Theory]
    [InlineData("/home/me/.local/state/p1s", "ext4")]
    [InlineData("/home/me/far", "fuse.sshfs")]
    [InlineData("/home/me/far/deep", "fuse.sshfs")]
    [InlineData("/home/me/farther", "ext4")]
    [InlineData("/home/me/a b/c", "nfs4")]
    [InlineData("/home/me/twice", "fuse.rclone")]
    [InlineData("/srv", "overlay")]
    [InlineData("/", "overlay")]
    public void The_nearest_mount_of_a_folder_counts(string folder, string kind) =>
        Assert.Equal(
            kind,
            Mounts.KindOf(
                folder,
                [
                    "21 1 0:20 / / rw,relatime - overlay overlay rw",
                    "22 21 8:1 / /home rw,relatime shared:1 - ext4 /dev/sda1 rw",
                    "23 22 0:50 / /home/me/far rw,nosuid shared:2 master:1 - fuse.sshfs me@far:/ rw",
                    @"24 22 0:51 / /home/me/a\040b rw - nfs4 far:/x rw",
                    "25 22 0:52 / /home/me/twice rw - ext4 /dev/sdb1 rw",
                    "26 22 0:53 / /home/me/twice rw - fuse.rclone far: rw",
                    "odd",
                    "21 - x",
                    "27 22 0:54 / /srv/x rw",
                ]
            )
        );

    [Fact]
    public void The_disk_of_this_machine_will_do() => FileSystems.Check("x", Path.GetTempPath());
}
