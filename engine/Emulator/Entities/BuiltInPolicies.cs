using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Entities;

/// <summary>The password policies every environment begins with, as PingOne describes them.</summary>
internal static class BuiltInPolicies
{
    /// <summary>Made anew, the default first.</summary>
    public static JsonObject[] Bodies() => [CreateStandard(), CreateBasic(), CreatePassphrase()];

    private static JsonObject CreateStandard()
    {
        var json = CreateUsual("Standard", "A standard policy that incorporates industry best practices", strict: true);
        json["default"] = true;
        json["length"] = Length();
        json["minCharacters"] = OneOfEach();
        json["maxRepeatedCharacters"] = 2;
        json["minUniqueCharacters"] = 5;
        json["minComplexity"] = 7;
        json["history"] = new JsonObject { ["count"] = 6, ["retentionDays"] = 365 };
        json["maxAgeDays"] = 182;
        json["minAgeDays"] = 1;
        return json;
    }

    private static JsonObject CreateBasic()
    {
        var json = CreateUsual("Basic", "A relaxed standard policy to allow for maximum customer flexibility", strict: false);
        json["length"] = Length();
        json["minCharacters"] = OneOfEach();
        return json;
    }

    private static JsonObject CreatePassphrase()
    {
        var json = CreateUsual("Passphrase", "A policy that encourages the use of passphrases", strict: true);
        json["minComplexity"] = 7;
        json["history"] = new JsonObject { ["count"] = 6, ["retentionDays"] = 365 };
        return json;
    }

    private static JsonObject CreateUsual(string name, string description, bool strict) =>
        new()
        {
            ["name"] = name,
            ["description"] = description,
            ["default"] = false,
            ["excludesCommonlyUsed"] = true,
            ["excludesProfileData"] = strict,
            ["notSimilarToCurrent"] = strict,
            ["lockout"] = new JsonObject { ["durationSeconds"] = 900, ["failureCount"] = 5 },
        };

    private static JsonObject Length() => new() { ["max"] = 255, ["min"] = 8 };

    private static JsonObject OneOfEach()
    {
        var json = new JsonObject();
        foreach (var set in PasswordRules.CharacterSets)
            json[set] = 1;
        return json;
    }
}
