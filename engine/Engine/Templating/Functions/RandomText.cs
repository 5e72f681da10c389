using System.Globalization;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Random texts out of an alphabet, each letter as likely as the others.</summary>
internal static class RandomText
{
    public const string Digits = "0123456789";
    public const string Lower = "abcdefghijklmnopqrstuvwxyz";
    public const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The special characters of PingOne's password policies.</summary>
    public const string Special = "~!@#$%^&*()-_=+[]{}|;:,.<>/?";

    private const string All = Digits + Lower + Upper + Special;

    /// <summary>A text of <paramref name="length"/> letters; a letter of the alphabet is what readers see as one. The alphabet is not empty.</summary>
    public static string Draw(RandomSource random, int length, string alphabet)
    {
        var letters = StringInfo.ParseCombiningCharacters(alphabet);
        return string.Concat(
            Enumerable
                .Range(0, length)
                .Select(_ => (int)random.Below(letters.Length))
                .Select(i => alphabet[letters[i]..(i + 1 < letters.Length ? letters[i + 1] : alphabet.Length)])
        );
    }

    /// <summary>Draws until the policy is met, so that no place in the password is likelier to hold a kind of character than another; of at least 8 characters.</summary>
    public static string DrawPassword(RandomSource random, int length)
    {
        while (true)
        {
            var drawn = Draw(random, length, All);
            if (MeetsStandardPolicy(drawn))
                return drawn;
        }
    }

    /// <summary>
    /// PingOne's policy "Standard" as far as a single password can meet it: a digit, a lower and an upper case letter, a special
    /// character, no more than two of the same in a row, five different ones.
    /// </summary>
    public static bool MeetsStandardPolicy(string password)
    {
        for (var i = 2; i < password.Length; i++)
        {
            if (password[i] == password[i - 1] && password[i] == password[i - 2])
                return false;
        }
        return password.Distinct().Count() >= 5 && new[] { Digits, Lower, Upper, Special }.All(kind => password.Any(kind.Contains));
    }
}
