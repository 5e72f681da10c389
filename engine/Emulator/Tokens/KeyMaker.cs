using System.Security.Cryptography;

namespace PingOneScenarios.Emulator.Tokens;

/// <summary>
/// Has an RSA key ready for the first signature. Finding its primes takes 50 to 500 ms, by luck, and everything else at start takes ten:
/// so two threads of their own look for one, and the first to find it wins. The pool's threads are left to the first requests.
/// </summary>
internal sealed class KeyMaker
{
    private const int Searchers = 2;

    private readonly TaskCompletionSource<RSAParameters> found = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public KeyMaker(RSAParameters? given)
    {
        if (given is { } key)
            found.SetResult(key);
        else
            for (var i = 0; i < Searchers; i++)
                new Thread(Search) { IsBackground = true, Name = "Emulator key" }.Start();
    }

    /// <summary>Waits for it.</summary>
    public RSAParameters Key => found.Task.GetAwaiter().GetResult();

    private void Search()
    {
        using var rsa = RSA.Create(2048);
        found.TrySetResult(rsa.ExportParameters(includePrivateParameters: true));
    }
}
