#pragma warning disable RS0030 // keeper of what the process was given by whoever started it
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PingOneScenarios.Cli;

/// <summary>The keeper of what the process was given by whoever started it: which streams are open, which signals are ignored.</summary>
internal static class Inherited
{
    /// <summary>O_CLOEXEC, as Linux tells it: what a program opens for itself is not handed on, and what it was handed cannot have been so.</summary>
    private const long ClosedOnStart = 0x80000;

    /// <summary>In bytes of address space; a small run of the native program ends well with 300 MB.</summary>
    private const long LeastMemory = 512L << 20;

    /// <summary>
    /// Whether a standard stream was handed to the process. One that was closed has a number all the same: the runtime gives it to the first
    /// file of its own.
    /// </summary>
    /// <param name="number">0 for the input, 1 for the output, 2 for errors.</param>
    public static bool IsOpen(int number)
    {
        if (!OperatingSystem.IsLinux())
            return true;
        try
        {
            var flags = Line(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fdinfo/{number}"), "flags:");
            return flags is null || (Convert.ToInt64(flags, 8) & ClosedOnStart) == 0;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return !Directory.Exists("/proc/self/fdinfo");
        }
    }

    /// <summary>
    /// Whether the process may take less memory than it needs to get to its end (<c>ulimit -v</c>). Where a thread cannot be made, the runtime
    /// ends the process; that must not happen when something has been made.
    /// </summary>
    public static bool LacksMemory()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            var soft = Line("/proc/self/limits", "Max address space")?.Split(' ')[0];
            return long.TryParse(soft, CultureInfo.InvariantCulture, out var most) && most < LeastMemory;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Which of some signals were ignored when the process began (<c>nohup</c>): they then stay so.</summary>
    public static PosixSignal[] Ignored(PosixSignal[] signals)
    {
        if (!OperatingSystem.IsLinux())
            return [];
        try
        {
            var ignored = Convert.ToUInt64(Line("/proc/self/status", "SigIgn:") ?? "0", 16);
            return Array.FindAll(signals, signal => (ignored >> (NumberOf(signal) - 1) & 1) == 1);
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>
    /// The output as bytes. .NET passes over in silence that the reader of a pipe is gone; whoever wants to know writes to it directly.
    /// </summary>
    public static Stream Output(int number)
    {
        var usual = number == 1 ? Console.OpenStandardOutput() : Console.OpenStandardError();
        if (!OperatingSystem.IsLinux() || !IsPipe(number))
            return usual;
        return new PipeStream(new FileStream(new SafeFileHandle(number, ownsHandle: false), FileAccess.Write, bufferSize: 0));
    }

    private static bool IsPipe(int number)
    {
        var target = new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{number}")).LinkTarget ?? "";
        return target.Contains("pipe:[", StringComparison.Ordinal) || target.Contains("socket:[", StringComparison.Ordinal);
    }

    private static string? Line(string path, string name) =>
        File.ReadLines(path).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim();

    private static int NumberOf(PosixSignal signal) =>
        signal switch
        {
            PosixSignal.SIGHUP => 1,
            PosixSignal.SIGINT => 2,
            PosixSignal.SIGQUIT => 3,
            _ => 15,
        };

    /// <summary>A pipe that waits while it is full, also where its other end asked for the contrary.</summary>
    private sealed class PipeStream(Stream pipe) : Stream
    {
        /// <summary>PIPE_BUF: so much is written whole or not at all.</summary>
        private const int Piece = 4096;

        /// <summary>EAGAIN.</summary>
        private const int IsFull = 11;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (!buffer.IsEmpty)
            {
                var piece = buffer[..Math.Min(Piece, buffer.Length)];
                try
                {
                    pipe.Write(piece);
                    buffer = buffer[piece.Length..];
                }
                catch (IOException e) when ((e.HResult & 0xFFFF) == IsFull)
                {
                    Thread.Sleep(5);
                }
            }
        }
    }
}
