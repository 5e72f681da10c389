using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Trust;

/// <summary>
/// What one run tells of secrets by what happens. A decision at the same place, for as many times in its run, over the same values as in
/// another run of the command ends as it did there: whoever read of that one learns nothing of this one, so it is not counted again.
/// </summary>
/// <param name="all">Of the command.</param>
/// <param name="most">How much may be told of a secret.</param>
/// <param name="isOneOfMany">Whether the command has other runs.</param>
internal sealed class RunDecisions(SecretDecisions all, int most, bool isOneOfMany)
{
    private readonly Dictionary<string, int> times = new(StringComparer.Ordinal);

    /// <summary>Counts a decision, or says why it may not be made.</summary>
    /// <param name="labels">Of what decides.</param>
    /// <param name="bits">How much that tells.</param>
    /// <param name="place">What decides.</param>
    /// <param name="basis">All it is made of; null when it may be made otherwise over the same.</param>
    public Diagnostic? Decide(LabelSet labels, int bits, SourceSpan place, Func<string?>? basis) =>
        all.Decide(labels, bits, place, most, isOneOfMany && bits > 0 ? Same(bits, place, basis?.Invoke()) : null);

    // No secret is kept in it.
    private UInt128? Same(int bits, SourceSpan place, string? basis)
    {
        var at = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{place} {place.Length} {bits}");
        times[at] = times.GetValueOrDefault(at) + 1;
        if (basis is null)
            return null;
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{at} {times[at]}\n{basis}"), sum);
        return BinaryPrimitives.ReadUInt128LittleEndian(sum);
    }
}
