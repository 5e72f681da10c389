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
            return state is { Version: StoredState.Layout }
                ? state
                : throw new StateRefusedException(
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
            throw new StateRefusedException(path, "cannot be read");
        }
    }

    /// <summary>Takes the place of what was there at once, so that a crash leaves the one or the other.</summary>
    /// <exception cref="StateRefusedException">It cannot be written.</exception>
    public void Write(StoredState state)
    {
        var beside = $"{path}.new";
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                BufferSize = 1 << 16,
            };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnersFile;
            using (var stream = new FileStream(beside, options))
            {
                JsonSerializer.Serialize(stream, state, StateContext.Default.StoredState);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StateRefusedException(path, "cannot be written");
        }
    }
}

/// <summary>The state file is of no use; the message says which, and why.</summary>
internal sealed class StateRefusedException(string path, string why) : Exception(why)
{
    public string Path => path;
}
