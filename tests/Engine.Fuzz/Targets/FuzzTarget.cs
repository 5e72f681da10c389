namespace PingOneScenarios.Engine.Fuzz.Targets;

/// <summary>Something that takes hostile input, and what must hold whatever the input is.</summary>
/// <param name="Name">As on the command line; its corpus lies in a folder of that name.</param>
/// <param name="Holds">For people: what is checked beyond "it ends without an exception".</param>
/// <param name="Seeds">Inputs to begin with, most of them right.</param>
/// <param name="Tokens">Pieces of its language, put into inputs as they are.</param>
/// <param name="Run">
/// Tries one input; throws when something does not hold. What it returns tells outcomes apart: an input with a new one is kept and changed further.
/// </param>
internal sealed record FuzzTarget(string Name, string Holds, Func<IEnumerable<byte[]>> Seeds, string[] Tokens, Func<byte[], string> Run);

/// <summary>What must hold does not.</summary>
internal sealed class FuzzFailureException(string what) : Exception(what)
{
    public static void Unless(bool holds, string what)
    {
        if (!holds)
            throw new FuzzFailureException(what);
    }
}
