#pragma warning disable RS0030 // keeper of the emulator's state file
using System.Text.Json;

namespace PingOneScenarios.Emulator.State;

/// <summary>The file an emulator keeps its state in: only its owner may read it, since secrets stand in it.</summary>
internal sealed class StateFile(string path)
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Null when there is no file yet.</summary>
    /// <exception cref="StateRefusedException">It is no state, or one of another version, or it cannot be read.</exception>
    public StoredState? Read()
    {
        try
        {
            if (Directory.Exists(path))
                throw new StateRefusedException(path, "is a folder; name a file in it");
            if (!File.Exists(path))
                return null;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var state = JsonSerializer.Deserialize(stream, StateContext.Default.StoredState);
            if (state is { Version: StoredState.Layout })
                return state.IsWhole ? state : throw new JsonException();
            throw new StateRefusedException(
                path,
                $"is of version {state?.Version}, this p1s has {StoredState.Layout}; name another file, or take it away to begin anew"
            );
        }
        catch (JsonException)
        {
            throw new StateRefusedException(path, "is not the state of an emulator; name another file, or take it away to begin anew");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StateRefusedException(path, $"cannot be read{Why(cause)}");
        }
    }

    /// <summary>Finds out before anything is kept whether it can be.</summary>
    /// <exception cref="StateRefusedException">It cannot be written.</exception>
    public void CheckWritable()
    {
        try
        {
            OpenBeside().Dispose();
            File.Delete(Beside);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(cause);
        }
    }

    /// <summary>Takes the place of what was there at once, so that a crash leaves the one or the other.</summary>
    /// <exception cref="StateRefusedException">It cannot be written.</exception>
    public void Write(StoredState state)
    {
        try
        {
            using (var stream = OpenBeside())
            {
                JsonSerializer.Serialize(stream, state, StateContext.Default.StoredState);
                stream.Flush(flushToDisk: true);
            }
            File.Move(Beside, path, overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(cause);
        }
    }

    private string Beside => $"{path}.new";

    /// <summary>A new file: one that somebody left there has a mode of its own, or leads elsewhere.</summary>
    private FileStream OpenBeside()
    {
        File.Delete(Beside);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        return new FileStream(Beside, options);
    }

    private StateRefusedException Unwritable(Exception cause) =>
        new(path, $"cannot be written{Why(cause)}; name a file in a folder you may write to");

    // In place of the words of .NET (trust rule 13).
    private static string Why(Exception cause) =>
        cause switch
        {
            DirectoryNotFoundException => ": its folder is not there",
            UnauthorizedAccessException => ": permission is denied",
            _ => "",
        };
}

/// <summary>The state file is of no use; the message says which, and why.</summary>
internal sealed class StateRefusedException(string path, string why) : Exception(why)
{
    public string Path => path;

    /// <summary>Written here, and none of it is of .NET.</summary>
    public string Why { get; } = why;

    /// <summary>It was of use at the start and is not any more: what has happened since it was last written is lost.</summary>
    public bool IsLoss { get; init; }
}
