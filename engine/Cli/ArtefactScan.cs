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
    public IReadOnlyList<string> Findings()
    {
        var findings = new List<string>();
        var letters = GC.AllocateUninitializedArray<char>(artefacts.Count == 0 ? 0 : artefacts.Max(a => a.Room));
        foreach (var artefact in artefacts)
        {
            var secrets = string.Join(", ", artefact.Leaked(letters));
            if (secrets.Length > 0)
                findings.Add(
                    $"p1s: {artefact.Name} holds {secrets} in the clear (trust rule 10). Take it for disclosed: remove what was printed and "
                        + "replace the secret. This is a bug in p1s, not in your scenario; please report it"
                );
        }
        return findings;
    }
}
