using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>Addresses are compared in their canonical form; what two readers could take for different hosts is refused.</summary>
public sealed class OriginTests
{
    [Theory]
    [MemberData(nameof(CaseTable.Read), "origins.txt", MemberType = typeof(CaseTable))]
    public void An_address_has_one_origin_or_is_refused(int line, string[] parts)
    {
        Assert.True(parts.Length == 2, $"line {line} has not two parts");
        var text = parts[0]
            .Replace("\\n", "\n", StringComparison.Ordinal)
            .Replace("\\t", "\t", StringComparison.Ordinal)
            .Replace("\\0", "\0", StringComparison.Ordinal)
            .Replace("\\s", " ", StringComparison.Ordinal);
        var expected = parts[1];
        var isOrigin = Origin.TryParse(text, out var origin, out var reason);
        Assert.Equal(expected, isOrigin ? origin!.ToString() : "refused");
        Assert.Equal(isOrigin, reason is null);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", true)]
    [InlineData("http://127.9.9.9", true)]
    [InlineData("http://localhost", true)]
    [InlineData("http://[::1]:1", true)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("http://0.0.0.0", false)]
    [InlineData("http://127.0.0.1.evil.example", false)]
    public void Only_this_machine_is_loopback(string address, bool isLoopback)
    {
        Assert.True(Origin.TryParse(address, out var origin, out _));
        Assert.Equal(isLoopback, origin!.IsLoopback);
    }
}
