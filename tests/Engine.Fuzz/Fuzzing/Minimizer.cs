using PingOneScenarios.Engine.Fuzz.Targets;

namespace PingOneScenarios.Engine.Fuzz.Fuzzing;

/// <summary>Makes an input smaller for as long as it fails in the same way.</summary>
internal static class Minimizer
{
    private const int MostTries = 4000;

    public static Finding Shrink(FuzzTarget target, Finding finding)
    {
        var tries = 0;
        for (var length = Math.Max(finding.Input.Length / 2, 1); length > 0; length /= 2)
        {
            for (var at = 0; at + length <= finding.Input.Length && tries < MostTries; tries++)
            {
                byte[] shorter = [.. finding.Input.AsSpan(0, at), .. finding.Input.AsSpan(at + length)];
                if (Fails(target, shorter) is { } same && same.Kind == finding.Kind)
                    finding = same;
                else
                    at += length;
            }
        }
        return finding;
    }

    private static Finding? Fails(FuzzTarget target, byte[] input)
    {
        try
        {
            target.Run(input);
            return null;
        }
        catch (Exception e)
        {
            return new Finding(input, e);
        }
    }
}
