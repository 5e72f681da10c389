using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning;

/// <summary>Reads secrets from where the operator says they are. One for a process: each source is read once, whoever asks for it.</summary>
internal sealed class SecretSources
{
    private readonly Dictionary<(SecretKind, string), SecretText> read = [];
    private readonly Func<string, CancellationToken, Task<SecretText>> readFile;

    /// <param name="readFile">Reads a secret out of a file.</param>
    internal SecretSources(Func<string, CancellationToken, Task<SecretText>> readFile) => this.readFile = readFile;

    /// <summary>Files are read again when they are asked for; a person, a program and standard input are not.</summary>
    public void ForgetFiles()
    {
        foreach (var source in read.Keys.Where(k => k.Item1 == SecretKind.File).ToList())
            read.Remove(source);
    }

    internal async Task<SecretText> ReadAsync(SecretSource source, IOperator from, CancellationToken ct)
    {
        var place = source.Kind switch
        {
            SecretKind.Input => "",
            SecretKind.Program => string.Join('\0', source.Command),
            _ => source.Place,
        };
        if (!read.TryGetValue((source.Kind, place), out var text))
            read[(source.Kind, place)] = text = source.Kind switch
            {
                SecretKind.Variable => SecretText.Of(from.Variable(place)),
                SecretKind.File => await readFile(place, ct),
                SecretKind.Prompt => SecretText.Of(from.Prompt(place)),
                SecretKind.Input => await from.ReadInputAsync(ct),
                SecretKind.Program => await from.RunAsync(source.Command, ct),
                _ => SecretText.Of(place),
            };
        return text;
    }
}
