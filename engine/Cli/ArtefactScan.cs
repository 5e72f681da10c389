using PingOneScenarios.Engine.Leaks;

namespace PingOneScenarios.Cli;

/// <summary>
/// Trust rule 10: everything a run wrote is looked through for every secret it held. What is found fails the run and is told by the name of
/// the artefact and of the secret. Whoever writes a new artefact of a run writes it through <see cref="Watch"/>.
/// </summary>
internal sealed class ArtefactScan(SecretScan secrets)
{
    private readonly List<WatchedWriter> artefacts = [];

    /// <summary>The writer to write an artefact through.</summary>
    /// <param name="name">Of the artefact, for people.</param>
    /// <param name="writer">Where its text goes.</param>
    public TextWriter Watch(string name, TextWriter writer)
    {
        var watched = new WatchedWriter(name, writer, secrets);
        artefacts.Add(watched);
        return watched;
    }

    /// <summary>One line for each artefact that holds a secret.</summary>
    public IReadOnlyList<string> Findings() =>
        [
            .. artefacts
                .Select(a => (a.Name, Secrets: string.Join(", ", a.Leaked())))
                .Where(a => a.Secrets.Length > 0)
                .Select(a =>
                    $"p1s: {a.Name} holds {a.Secrets} in the clear (trust rule 10). Take it for disclosed: remove what was printed and "
                    + "replace the secret. This is a bug in p1s, not in your scenario; please report it"
                ),
        ];
}
