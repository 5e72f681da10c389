namespace PingOneScenarios.Emulator.Checks;

/// <summary>The first passwords of every list of leaked ones that meet the other rules of policy Standard; PingOne's own list is far longer.</summary>
internal static class CommonPasswords
{
    private static readonly HashSet<string> Known = new(
        [
            "password1!",
            "password123!",
            "password@1",
            "password@123",
            "p@ssw0rd",
            "p@ssw0rd1",
            "p@ssw0rd1!",
            "p@ssw0rd123",
            "p@ssword1",
            "p@ssword123",
            "passw0rd!",
            "passw0rd1!",
            "welcome1!",
            "welcome123!",
            "welcome@123",
            "admin@123",
            "admin123!",
            "qwerty123!",
            "qwerty@123",
            "letmein1!",
            "changeme1!",
            "abc123!@#",
            "1qaz@wsx",
            "1qaz!qaz",
            "zaq1@wsx",
            "test@123",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Whatever the case.</summary>
    public static bool Contains(string password) => Known.Contains(password);
}
