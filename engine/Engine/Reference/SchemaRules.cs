using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Language;

namespace PingOneScenarios.Engine.Reference;

/// <summary>
/// Conditions on several keys as <c>dependencies</c>: beside an earlier key the later ones are not allowed, so an editor marks the
/// key that came too much, once, as the loader does.
/// </summary>
internal static class SchemaRules
{
    public static void Write(Utf8JsonWriter json, ImmutableArray<KeyRule> rules, SchemaShapes shapes)
    {
        if (rules.IsEmpty)
            return;
        json.WriteStartObject("dependencies");
        foreach (var key in rules.SelectMany(Triggers).Distinct(StringComparer.Ordinal))
            WriteDependency(json, key, rules, shapes);
        json.WriteEndObject();
        foreach (var rule in rules.OfType<OneOfRule>())
            WriteNeed(json, rule);
    }

    private static void WriteDependency(Utf8JsonWriter json, string key, ImmutableArray<KeyRule> rules, SchemaShapes shapes)
    {
        json.WriteStartObject(key);
        json.WriteStartObject("properties");
        foreach (var refused in rules.SelectMany(r => Refused(r, key)).Distinct(StringComparer.Ordinal))
            json.WriteBoolean(refused, false);
        foreach (var narrowed in rules.OfType<NarrowsRule>().Where(r => r.Key == key))
        {
            json.WriteStartObject(narrowed.Other);
            shapes.Write(narrowed.Shape);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        var needed = rules.OfType<NeedsRule>().Where(r => r.Key == key).Select(r => r.Other).ToList();
        if (needed.Count > 0)
            WriteRequired(json, needed);
        json.WriteEndObject();
    }

    private static void WriteRequired(Utf8JsonWriter json, IEnumerable<string> keys)
    {
        json.WriteStartArray("required");
        foreach (var key in keys)
            json.WriteStringValue(key);
        json.WriteEndArray();
    }

    private static void WriteNeed(Utf8JsonWriter json, OneOfRule rule)
    {
        json.WriteStartArray("anyOf");
        foreach (var key in rule.Keys)
        {
            json.WriteStartObject();
            WriteRequired(json, [key]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static IEnumerable<string> Triggers(KeyRule rule) =>
        rule switch
        {
            OneOfRule one => one.Keys.SkipLast(1),
            AtMostOneRule most => most.Keys.SkipLast(1),
            ExcludesRule excludes => [excludes.Key],
            NarrowsRule narrows => [narrows.Key],
            NeedsRule needs => [needs.Key],
            _ => [],
        };

    private static IEnumerable<string> Refused(KeyRule rule, string key) =>
        rule switch
        {
            OneOfRule one => Behind(one.Keys, key),
            AtMostOneRule most => Behind(most.Keys, key),
            ExcludesRule excludes when excludes.Key == key => excludes.Others,
            _ => [],
        };

    private static IEnumerable<string> Behind(ImmutableArray<string> keys, string key) =>
        keys.Contains(key, StringComparer.Ordinal) ? keys.Skip(keys.IndexOf(key) + 1) : [];
}
